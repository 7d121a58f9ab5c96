import { Problem } from '../../../domain/problem.ts';
import type { Calling } from '../calling.ts';
import type { RunEvent } from '../run-events.ts';

/**
 * Runs a step that reads the ledger. If it fails because a record cannot be read, sets that record aside, reports it, and runs the step
 * again, so that one record does not keep Retell from being asked about the others. Another run may have set it aside just before.
 */
export async function settingAside<T>(
  { store, clock }: Pick<Calling, 'store' | 'clock'>,
  record: (event: RunEvent) => void,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Problem) throw error;
    const aside = await store.setAsideUnreadable(clock.now());
    for (const { id, scheduledCallId, toNumber } of aside) {
      const reason = `the record of call ${id} cannot be read, so it is set aside`;
      record({ id: scheduledCallId, who: '', toNumber, kind: 'set_aside', reason });
    }
    return step();
  }
}
