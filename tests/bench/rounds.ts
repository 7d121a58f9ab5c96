import type { Comparison, Contestant, Measurement, Rival } from './benchmark.ts';

/** The median of several measurements, and the range of their middle half. */
export interface Spread {
  median: number;
  from: number;
  to: number;
}

/** The result of voicebot against one rival. */
export interface RivalResult {
  rival: Rival;
  ms: Spread;
  /** Our time divided by the rival's, round by round, because whatever slows the machine down slows both. */
  ratio: Spread;
}

/** The result of a comparison. */
export interface Result {
  comparison: Comparison;
  ms: Spread;
  /** Our peak memory over all rounds, if it was measured. */
  megabytes: number | undefined;
  rivals: RivalResult[];
}

/** Runs a comparison, with one more round first that does not count. */
export async function compare(comparison: Comparison): Promise<Result> {
  const { ours, rivals, rounds } = comparison;
  const all: Contestant[] = [ours, ...rivals];
  const measurements = new Map<Contestant, Measurement[]>(all.map((one) => [one, []]));
  for (let round = 0; round <= rounds; round++) {
    // Reverses the order every round: a contestant is slower right after a heavy one.
    for (const contestant of round % 2 === 0 ? all : all.toReversed()) {
      const measurement = await contestant.run();
      if (round > 0) measurements.get(contestant)?.push(measurement);
    }
  }
  const timesOf = (contestant: Contestant) => (measurements.get(contestant) ?? []).map(({ ms }) => ms);
  const times = timesOf(ours);
  const memory = (measurements.get(ours) ?? []).flatMap(({ megabytes }) => megabytes ?? []);
  return {
    comparison,
    ms: spreadOf(times),
    megabytes: memory.length > 0 ? Math.max(...memory) : undefined,
    rivals: rivals.map((rival) => {
      const theirs = timesOf(rival);
      const ratios = times.map((ms, round) => ms / (theirs[round] ?? Number.NaN));
      return { rival, ms: spreadOf(theirs), ratio: spreadOf(ratios) };
    }),
  };
}

function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const quantile = (share: number) => {
    const index = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(index)] ?? Number.NaN, sorted[Math.ceil(index)] ?? Number.NaN];
    return below + (above - below) * (index % 1);
  };
  return { median: quantile(0.5), from: quantile(0.25), to: quantile(0.75) };
}
