import type { Crew } from './crew.ts';
import type { Ledger } from './ledger.ts';
import { environmentOf } from './operation.ts';
import type { Stage } from './stage.ts';

/** Look-ups may still fail: an operator asks again. */
const tries = 5;

/**
 * What an operator does with the calls that wait for them: looks each up in Retell's own records, and says what became of
 * it.
 * @returns the scheduled calls that were settled so
 */
export async function settleByHand(
  stage: Stage,
  crew: Crew,
  ledger: Ledger,
  script: string,
): Promise<Set<number>> {
  const placed = new Map(stage.simulator.calls().map(({ reference, callId }) => [reference, callId]));
  const settled = new Set<number>();
  for (const { scheduledCallId: id, reference } of ledger.waiting()) {
    const callId = placed.get(reference);
    const verdict = callId ? ['--placed', callId] : ['--not-placed'];
    let code: number | null = null;
    for (let tried = 0; code !== 0 && tried < tries; tried++) {
      code = await crew.start([script, 'scheduled', 'resolve', String(id), ...verdict], environmentOf(stage))
        .ended;
    }
    settled.add(id);
  }
  return settled;
}
