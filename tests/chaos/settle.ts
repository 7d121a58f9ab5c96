import type { Records } from './records.ts';
import { environmentOf } from './testbed/setup.ts';
import type { Spawner } from './testbed/spawner.ts';
import type { Testbed } from './testbed/testbed.ts';

/** Look-ups may still fail, so an operator tries again. */
const maxTries = 5;

/**
 * Does what an operator would with the calls that wait for them: looks each up in Retell's own records, and resolves it.
 * @returns the ids of the scheduled calls that were settled
 */
export async function settleByHand(
  testbed: Testbed,
  spawner: Spawner,
  records: Records,
  script: string,
): Promise<Set<number>> {
  const placed = new Map(testbed.simulator.calls().map(({ reference, callId }) => [reference, callId]));
  const settled = new Set<number>();
  for (const { scheduledCallId: id, reference } of records.waiting()) {
    const callId = placed.get(reference);
    const finding = callId ? ['--placed', callId] : ['--not-placed'];
    let code: number | null = null;
    for (let tries = 0; code !== 0 && tries < maxTries; tries++) {
      code = await spawner.start(
        [script, 'scheduled', 'resolve', String(id), ...finding],
        environmentOf(testbed),
      ).ended;
    }
    settled.add(id);
  }
  return settled;
}
