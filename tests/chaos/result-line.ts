import type { ChaosResult } from './harness.ts';

/** Formats the result of one chaos run as one line. */
export function resultLine(result: ChaosResult): string {
  const faultCount = Object.values(result.faults).reduce((sum, times) => sum + times, 0);
  return [
    `seed ${result.seed}, keys ${result.honourIdempotencyKeys ? 'honoured' : 'ignored'}`,
    `${result.calls} calls`,
    `${result.completed} placed`,
    `${result.failed} failed`,
    `${result.cancelled} cancelled`,
    `${result.settledByHand} settled by hand`,
    `${result.rings} rings`,
    `${result.requests} requests`,
    `${faultCount} faults`,
    `enemies: ${countsLine(result.struck) || 'none'}`,
    `${result.cuts} cuts`,
    `${result.kills} of ${result.processes} processes killed`,
    `${result.halts} halts lifted`,
    `${result.rounds} rounds`,
    `${result.seconds.toFixed(0)} s`,
    `${result.violations.length} violations`,
  ].join(', ');
}

/** Formats how often each fault or enemy struck, most frequent first. */
export function countsLine(faults: Readonly<Record<string, number>>): string {
  return Object.entries(faults)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', ');
}

/** Formats how many people were called more than once. */
export function calledAgainLine(
  caller: string,
  people: number,
  { kills, processes, seconds }: Pick<ChaosResult, 'kills' | 'processes' | 'seconds'>,
): string {
  return `${String(people).padStart(6)}  ${caller} (${kills} of ${processes} processes killed, ${seconds.toFixed(0)} s)`;
}
