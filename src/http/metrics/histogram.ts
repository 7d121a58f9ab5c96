import type { Sample } from './exposition.ts';

/** The upper bounds of buckets, seconds: what a claim takes, a request to Retell, and its timeout. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Series {
  labels: Readonly<Record<string, string>>;
  /** How many were at most as long as each bound, but longer than the one before. */
  counts: number[];
  count: number;
  sum: number;
}

/** How long something took, by labels. They must have few values: each combination is kept. */
export class Histogram {
  readonly #series = new Map<string, Series>();

  /** @param took ms */
  observe(labels: Series['labels'], took: number): void {
    const key = Object.values(labels).join('\n');
    const known = this.#series.get(key);
    const series = known ?? { labels, counts: bounds.map(() => 0), count: 0, sum: 0 };
    if (!known) this.#series.set(key, series);
    const seconds = took / 1000;
    const bucket = bounds.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.count++;
    series.sum += seconds;
  }

  samples(): Sample[] {
    return [...this.#series.values()].flatMap(({ labels, counts, count, sum }) => {
      let upTo = 0;
      const buckets = bounds.map((bound, index): Sample => {
        upTo += counts[index] ?? 0;
        return { suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: upTo };
      });
      return [
        ...buckets,
        { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
        { suffix: '_sum', labels, value: sum },
        { suffix: '_count', labels, value: count },
      ];
    });
  }
}
