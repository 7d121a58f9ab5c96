import type { Comparison, Contestant, Measured, Rival } from './benchmark.ts';

/** The middle of several measurements, and where the middle half of them lies. */
export interface Spread {
  median: number;
  from: number;
  to: number;
}

/** How ours stands beside one rival. */
export interface Standing {
  rival: Rival;
  ms: Spread;
  /** Ours by the rival's, round by round: what slows the machine down slows both. */
  ratio: Spread;
}

export interface Outcome {
  comparison: Comparison;
  ms: Spread;
  /** The most memory of all rounds. */
  megabytes: number | undefined;
  standings: Standing[];
}

/** Runs a comparison, once more than it has rounds: the first counts for nobody. */
export async function compare(comparison: Comparison): Promise<Outcome> {
  const { ours, rivals, rounds } = comparison;
  const all: Contestant[] = [ours, ...rivals];
  const measured = new Map<Contestant, Measured[]>(all.map((one) => [one, []]));
  for (let round = 0; round <= rounds; round++) {
    // By turns first: whoever runs after a heavy one would be the slower for it.
    for (const one of round % 2 === 0 ? all : all.toReversed()) {
      const result = await one.run();
      if (round > 0) measured.get(one)?.push(result);
    }
  }
  const timesOf = (one: Contestant) => (measured.get(one) ?? []).map(({ ms }) => ms);
  const times = timesOf(ours);
  const memory = (measured.get(ours) ?? []).flatMap(({ megabytes }) => megabytes ?? []);
  return {
    comparison,
    ms: spreadOf(times),
    megabytes: memory.length > 0 ? Math.max(...memory) : undefined,
    standings: rivals.map((rival) => {
      const theirs = timesOf(rival);
      const ratios = times.map((ms, round) => ms / (theirs[round] ?? Number.NaN));
      return { rival, ms: spreadOf(theirs), ratio: spreadOf(ratios) };
    }),
  };
}

function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
    return below + (above - below) * (place % 1);
  };
  return { median: at(0.5), from: at(0.25), to: at(0.75) };
}
