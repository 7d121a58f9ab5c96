import { once } from 'node:events';
import { expect } from 'vitest';
import type { Fault } from '../../src/telephony/simulator/faults.ts';
import { numberOf, requestsTo, until } from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import type { RunResult } from '../support/running.ts';

/** A fault that strikes a request to place a call. */
export type CallFault = Omit<Fault, 'on' | 'toNumber'>;

export const refused: CallFault = { kind: 'status', status: 422 };
export const noCredit: CallFault = { kind: 'status', status: 402 };
export const neverArrived: CallFault = { kind: 'reset' };
export const lostResponse: CallFault = { kind: 'lose-answer' };
export const hangAfter: CallFault = { kind: 'hang' };
export const hangBefore: CallFault = { kind: 'hang-before' };

/** Places one call at a time, so that the first request is for the first due call. */
export const due = ['process-due', '--concurrency', '1'];

/** Makes the next request to call contact `n` fail. */
export function strike({ simulator }: Operator, n: number, fault: CallFault): void {
  simulator.addFault({ on: 'create', toNumber: numberOf(n), ...fault });
}

/** Runs the program, which kills itself at this crash point. */
export async function dieAt(operator: Operator, point: string, words: readonly string[]): Promise<void> {
  const doomed = operator.start(words, { env: { VOICEBOT_CRASH_AT: point } });
  const [code, signal] = await once(doomed.process, 'close');
  expect({ code, signal }, `${point}: ${doomed.stdout()}${doomed.stderr()}`).toEqual({
    code: null,
    signal: 'SIGKILL',
  });
}

/** Runs the program, and kills it while it waits for Retell's response to a call to contact `n`. */
export async function dieWaiting(operator: Operator, n: number, words: readonly string[]): Promise<void> {
  const before = requestsTo(operator, numberOf(n)).length;
  const doomed = operator.start(words);
  await until(() => requestsTo(operator, numberOf(n)).length > before, 'the request has been sent');
  doomed.process.kill('SIGKILL');
  expect(await doomed.ended).toMatchObject({ code: null });
}

/** Starts the program, which stops (SIGSTOP) at this crash point, as if its machine went to sleep. Resolves right before that. */
export async function sleepAt(operator: Operator, point: string, words: readonly string[]) {
  const sleeper = operator.start(words, { env: { VOICEBOT_CRASH_AT: `stop@${point}` } });
  await sleeper.says(`VOICEBOT_CRASH_AT: stop@${point}`);
  return {
    /** Wakes it, and waits for it to end. */
    wake: async (): Promise<RunResult> => {
      // Repeated, because it may not have stopped yet.
      const waking = setInterval(() => sleeper.process.kill('SIGCONT'), 20);
      const ran = await sleeper.ended;
      clearInterval(waking);
      return ran;
    },
  };
}

/** Runs `process-due` some seconds later, and checks that it succeeds. @param exit 6 if it leaves a call to the operator */
export async function recover(operator: Operator, seconds = 0, exit: 0 | 6 = 0): Promise<void> {
  operator.clock.advance(seconds);
  const { code, stdout, stderr } = await operator.voicebot(['process-due']);
  expect({ code, stderr }, stdout).toEqual({ code: exit, stderr: '' });
  if (exit === 6) expect(stdout).toContain('needs your decision');
}

/** Returns the status of each scheduled call with that of its latest attempt, as in `IN_PROGRESS/placing`, or `PENDING` without one. */
export function statusesOf({ rows }: Operator): unknown[] {
  return rows(
    `select scheduled_calls.status || coalesce('/' || calls.status, '') as status
     from scheduled_calls left join calls
       on calls.id = (select max(id) from calls where scheduled_call_id = scheduled_calls.id)
     order by scheduled_calls.id`,
  ).map(({ status }) => status);
}

/**
 * Returns how the promise was broken, as far as can be seen: numbers that rang more than once, calls that rang but are not in the
 * ledger with Retell's id, claims left behind, and scheduled calls that do not agree with their attempts.
 */
export function brokenPromises({ simulator, rows }: Operator): string[] {
  const rings = simulator.rings();
  const again = rings.filter(
    ({ toNumber }, index) => rings.findIndex((ring) => ring.toNumber === toNumber) < index,
  );
  const ledger = rows('select reference, retell_call_id, claimed_by from calls');
  const unrecorded = rings.filter(
    ({ reference, callId }) =>
      !ledger.some((row) => row['reference'] === reference && row['retell_call_id'] === callId),
  );
  const disagreeing = rows(
    `select scheduled_calls.id from scheduled_calls
     left join calls on calls.id = scheduled_calls.call_id and calls.did_not_ring = 0
     where scheduled_calls.retell_call_id is not calls.retell_call_id
        or (scheduled_calls.status = 'COMPLETED') <> (calls.retell_call_id is not null)`,
  );
  return [
    ...again.map(({ toNumber }) => `${toNumber} rang again`),
    ...unrecorded.map(({ callId }) => `${callId} rang but is not in the ledger`),
    ...ledger.flatMap(({ reference, claimed_by }) => (claimed_by ? `${reference} is still claimed` : [])),
    ...disagreeing.map(({ id }) => `scheduled call ${id} does not agree with its attempt`),
  ];
}
