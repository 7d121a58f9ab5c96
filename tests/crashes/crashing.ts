import { once } from 'node:events';
import { expect } from 'vitest';
import type { Fault } from '../../src/telephony/simulator/faults.ts';
import { numberOf, requestsTo, until } from '../operations/calling/due-calls.ts';
import type { Operator, Ran } from '../support/operator.ts';

/** What strikes a request to place a call. */
export type Strike = Omit<Fault, 'on' | 'toNumber'>;

export const refused: Strike = { kind: 'status', status: 422 };
export const noCredit: Strike = { kind: 'status', status: 402 };
export const neverArrived: Strike = { kind: 'reset' };
export const lostAnswer: Strike = { kind: 'lose-answer' };
export const silence: Strike = { kind: 'hang' };
export const neverTaken: Strike = { kind: 'hang-before' };

/** One call after another, so that the first request is for the first call that is due. */
export const due = ['process-due', '--concurrency', '1'];

/** Strikes the next request to phone the n-th contact. */
export function strike({ simulator }: Operator, n: number, fault: Strike): void {
  simulator.addFault({ on: 'create', toNumber: numberOf(n), ...fault });
}

/** Runs the program, which dies on its way, just there. */
export async function dieAt(operator: Operator, point: string, words: readonly string[]): Promise<void> {
  const doomed = operator.start(words, { env: { VOICEBOT_CRASH_AT: point } });
  const [code, signal] = await once(doomed.process, 'close');
  expect({ code, signal }, `${point}: ${doomed.stdout()}${doomed.stderr()}`).toEqual({
    code: null,
    signal: 'SIGKILL',
  });
}

/** Runs the program, which is killed while Retell has its request for the n-th contact, and keeps silent. */
export async function dieWaiting(operator: Operator, n: number, words: readonly string[]): Promise<void> {
  const before = requestsTo(operator, numberOf(n)).length;
  const doomed = operator.start(words);
  await until(() => requestsTo(operator, numberOf(n)).length > before, 'the request is under way');
  doomed.process.kill('SIGKILL');
  expect(await doomed.ended).toMatchObject({ code: null });
}

/** Starts the program, which falls asleep just there; resolves when it is about to. */
export async function fallAsleepAt(operator: Operator, point: string, words: readonly string[]) {
  const sleeper = operator.start(words, { env: { VOICEBOT_CRASH_AT: `stop@${point}` } });
  await sleeper.says(`VOICEBOT_CRASH_AT: stop@${point}`);
  return {
    /** Wakes it, and waits for its end. */
    wake: async (): Promise<Ran> => {
      // It may only be about to fall asleep.
      const waking = setInterval(() => sleeper.process.kill('SIGCONT'), 20);
      const ran = await sleeper.ended;
      clearInterval(waking);
      return ran;
    },
  };
}

/** Runs `process-due` so many seconds later. It must go well; 6 says that a call is left to the operator from now on. */
export async function recover(operator: Operator, seconds = 0, exit: 0 | 6 = 0): Promise<void> {
  operator.clock.advance(seconds);
  const { code, stdout, stderr } = await operator.voicebot(['process-due']);
  expect({ code, stderr }, stdout).toEqual({ code: exit, stderr: '' });
  if (exit === 6) expect(stdout).toContain('needs your decision');
}

/** How each scheduled call stands, and its latest attempt: `IN_PROGRESS/placing`, or `PENDING` if there is none. */
export function standings({ rows }: Operator): unknown[] {
  return rows(
    `select scheduled_calls.status || coalesce('/' || calls.status, '') as standing
     from scheduled_calls left join calls
       on calls.id = (select max(id) from calls where scheduled_call_id = scheduled_calls.id)
     order by scheduled_calls.id`,
  ).map(({ standing }) => standing);
}

/**
 * What would break the promise, as far as it can be seen: numbers that rang more than once, calls that rang and are not
 * in the ledger under Retell's own id, claims that nobody holds, scheduled calls that do not agree with their attempt.
 */
export function brokenPromises({ simulator, rows }: Operator): string[] {
  const rings = simulator.rings();
  const again = rings.filter(({ toNumber }, at) => rings.findIndex((one) => one.toNumber === toNumber) < at);
  const ledger = rows('select reference, retell_call_id, claimed_by from calls');
  const unwritten = rings.filter(
    ({ reference, callId }) =>
      !ledger.some((row) => row['reference'] === reference && row['retell_call_id'] === callId),
  );
  const disagreeing = rows(
    `select scheduled_calls.id from scheduled_calls left join calls on calls.id = scheduled_calls.call_id
     where scheduled_calls.retell_call_id is not calls.retell_call_id
        or (scheduled_calls.status = 'COMPLETED') <> (calls.retell_call_id is not null)`,
  );
  return [
    ...again.map(({ toNumber }) => `${toNumber} rang again`),
    ...unwritten.map(({ callId }) => `${callId} rang and is not in the ledger`),
    ...ledger.flatMap(({ reference, claimed_by }) => (claimed_by ? `${reference} is still claimed` : [])),
    ...disagreeing.map(({ id }) => `scheduled call ${id} does not agree with its attempt`),
  ];
}
