import { mapAFewAtOnce } from '../support/a-few-at-once.ts';
import { keysOf } from './enemies/keys.ts';
import type { Records, WaitingRow } from './records.ts';
import type { Program } from './testbed/program.ts';
import type { Testbed } from './testbed/testbed.ts';

/** Look-ups may still fail, so an operator tries again. */
const maxTries = 5;

/** What the operator had to do in the end. */
export interface Settled {
  /** Ids of the scheduled calls that waited for the operator, and why. */
  byHand: ReadonlyMap<number, WaitingRow['heldBecause']>;
  /** What the operator did not see and should have. */
  violations: string[];
}

/** Has calls placed again after a halt, which ten refusals in a row cause: the operator knows of the poisoned calls. @returns 1 if there was one */
export async function liftHalt(records: Records, program: Program): Promise<number> {
  if (!records.isHalted()) return 0;
  await program.run(['resume']);
  return 1;
}

/**
 * Does what an operator would with the calls that wait for them: looks each up in Retell's own records, and resolves it. Calls that
 * are refused for ever are cancelled.
 */
export async function settleByHand(testbed: Testbed, records: Records, program: Program): Promise<Settled> {
  const { simulator, enemies, scripted } = testbed;
  const keys = keysOf(enemies);
  const byHand = new Map<number, WaitingRow['heldBecause']>();
  await mapAFewAtOnce(records.waiting(), async (row) => {
    await settle(row);
    byHand.set(row.scheduledCallId, row.heldBecause);
  });
  return { byHand, violations: await cancelPoisoned() };

  async function settle({ scheduledCallId, reference, toNumber }: WaitingRow): Promise<void> {
    const id = String(scheduledCallId);
    const calls = simulator.calls().filter((call) => call.toNumber === toNumber);
    const own = calls.find((call) => call.reference === reference);
    const finding = own ? ['--placed', own.callId] : ['--not-placed'];
    const code = await trying(['scheduled', 'resolve', id, ...finding]);
    // Another attempt of the call was placed after the backup was made: it is found before anything rings.
    if (code !== 0 || own || calls.length === 0) return;
    await trying(['scheduled', 'retry', id]);
    testbed.clock.advance(60_000);
    await trying(['process-due']);
  }

  async function trying(words: readonly string[]): Promise<number | null> {
    let code: number | null = null;
    for (let tries = 0; code !== 0 && tries < maxTries; tries++) {
      const RETELL_API_KEY = keys[(keys.length - 1 + tries) % keys.length] ?? '';
      code = await program.run(words, [5], { RETELL_API_KEY });
    }
    return code;
  }

  async function cancelPoisoned(): Promise<string[]> {
    const poisoned = records
      .scheduled()
      .filter(({ toNumber, status }) => status === 'PENDING' && scripted.poisoned.has(toNumber));
    if (poisoned.length > 0)
      await program.run(['scheduled', 'cancel', ...poisoned.map(({ id }) => String(id)), '--yes']);
    return poisoned.flatMap(({ id, errorMessage }) =>
      errorMessage ? [] : `scheduled call ${id} is refused for ever, and does not say why`,
    );
  }
}
