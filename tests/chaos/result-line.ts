import type { ChaosResult } from './harness.ts';

/** What one run of chaos did, on one line for people. */
export function resultLine(result: ChaosResult): string {
  const struck = Object.values(result.faults).reduce((sum, times) => sum + times, 0);
  return [
    `seed ${result.seed}, keys ${result.honourIdempotencyKeys ? 'honoured' : 'ignored'}`,
    `${result.calls} calls`,
    `${result.completed} placed`,
    `${result.failed} failed`,
    `${result.settledByHand} settled by hand`,
    `${result.rings} rings`,
    `${result.requests} requests`,
    `${struck} faults`,
    `${result.cuts} cuts`,
    `${result.kills} of ${result.processes} processes killed`,
    `${result.rounds} rounds`,
    `${result.seconds.toFixed(0)} s`,
    `${result.violations.length} violations`,
  ].join(', ');
}

/** How often each fault struck, the most frequent first. */
export function faultLine(faults: Readonly<Record<string, number>>): string {
  return Object.entries(faults)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', ');
}

/** How many people were phoned more than once, and in what circumstances. */
export function phonedAgainLine(
  who: string,
  people: number,
  { kills, processes, seconds }: Pick<ChaosResult, 'kills' | 'processes' | 'seconds'>,
): string {
  return `${String(people).padStart(6)}  ${who} (${kills} of ${processes} processes killed, ${seconds.toFixed(0)} s)`;
}
