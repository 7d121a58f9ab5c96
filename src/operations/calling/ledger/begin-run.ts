import type { Calling } from '../calling.ts';
import type { RunEvent } from '../run-events.ts';

/**
 * Begins a run: if something is due, records that a run came, and lays out again what became overdue because none did.
 *
 * @returns when the last run came; null if that is not known
 */
export async function beginRun(
  { store, clock, interval, policy }: Pick<Calling, 'store' | 'clock' | 'interval' | 'policy'>,
  onEvent: (event: RunEvent) => void,
): Promise<{ lastRunAt: Date | null; isAnythingDue: boolean }> {
  const now = clock.now();
  if ((await store.countDue(now, 1)) === 0) return { lastRunAt: null, isAnythingDue: false };
  const { maxLateness } = policy;
  const { lastRunAt, overdue } = await store.beginRun(now, { spacing: interval, maxLateness });
  if (overdue) onEvent({ id: null, who: '', toNumber: '', kind: 'overdue', lastRunAt, ...overdue });
  return { lastRunAt, isAnythingDue: true };
}
