import type { KeyedRequest } from '../../domain/access/idempotency.ts';
import type { LiveCall } from '../../domain/calls/call.ts';
import { leaseDuration } from '../../domain/calls/claim.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import { RepeatedRequest } from '../access/repeated-request.ts';
import { RunAccount } from '../accounts/run-account.ts';
import { type Reporting, reportedAt } from '../outcomes/reported-at.ts';
import { TelephonyProblem, type TroubleKind } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { type CallSpec, decideImmediate, notNowProblem } from './decide-call.ts';
import { requireClock } from './free-lines.ts';
import { requireOriginal } from './ledger/require-original.ts';
import { type AttemptResult, placeAttempt } from './place-attempt.ts';
import { Unrecorded } from './placing/unrecorded.ts';

/**
 * Asks Retell how the calls to this number that were last known to be live are going, and records it.
 *
 * @returns those that still are or may be ringing or in progress
 * @throws Problem if Retell cannot be asked
 */
export async function refreshCallsTo(
  phoneNumber: string,
  calling: Pick<Calling, 'store' | 'telephony'> & Reporting,
): Promise<LiveCall[]> {
  const { store, telephony, clock } = calling;
  const live = await store.liveCallsTo(phoneNumber, clock.now());
  if (live.length === 0) return live;
  const retell = await telephony();
  const open = live.flatMap(({ retellCallId }) => retellCallId ?? []);
  if (open.length > 0) await store.recordReports((await retell.reportsOf(open)).reports, reportedAt(calling));
  for (const { id, reference } of live.filter(({ status }) => status === 'unknown')) {
    const report = await retell.findByReference(reference);
    if (report) await store.settleUnknown(id, { kind: 'placed', report }, reportedAt(calling));
  }
  return store.liveCallsTo(phoneNumber, clock.now());
}

/**
 * Calls a contact now, at the number that the operator was shown.
 *
 * @param keyed as which the request is kept, if it came under a key
 * @returns the result, and the ledger's id of the attempt, whose row is gone if the result is `stopped` or `overslept`
 * @throws Problem if a gate stops the call (`do_not_call`, …), `clock_wrong`, or `call_unknown` if the result could not be recorded
 * @throws RepeatedRequest
 */
export async function placeCall(
  contact: Contact,
  spec: CallSpec,
  calling: Calling,
  keyed?: KeyedRequest | undefined,
): Promise<{ callId: number; result: AttemptResult }> {
  await requireOriginal(calling);
  const telephony = await calling.telephony();
  await requireClock(telephony, calling.clock).catch(throwNotCalled);
  const claimed = await calling.store.claimNew(contact.id, {
    now: calling.clock.now(),
    account: await new RunAccount(calling).id(),
    lease: leaseDuration(calling),
    decide: decideImmediate(spec, contact.phoneNumber, calling),
    request: keyed,
  });
  if (claimed.kind === 'repeated') throw new RepeatedRequest();
  if (claimed.kind !== 'claimed') throw notNowProblem(claimed, contact.phoneNumber, calling);
  const { claim } = claimed;
  try {
    return { callId: claim.call.id, result: await placeAttempt(claim, calling) };
  } catch (error) {
    throw notRecorded(claim.call.id, error);
  }
}

/** Throws what went wrong before a single call was placed: unlike a scheduled one, no run will place it. */
export function throwNotCalled(error: unknown): never {
  if (!(error instanceof TelephonyProblem) || !forRuns.has(error.trouble)) throw error;
  const { kind, code, message, facts } = error;
  const hint = 'Nobody was called. Run the same command again later.';
  throw new Problem(kind, { code, message, hint, facts }, { cause: error });
}

/** Trouble whose hint promises that the next run continues. */
const forRuns: ReadonlySet<TroubleKind> = new Set(['unreachable', 'throttled', 'no_line']);

/** Returns a problem of kind `failed`, not `try_again`: running the command again would call twice. */
function notRecorded(callId: number, error: unknown): Problem {
  const why =
    error instanceof Unrecorded ? `${error.message}. ${error.problem.message}` : 'an unexpected error.';
  return new Problem(
    'failed',
    {
      code: 'call_unknown',
      message: `The phone may ring: ${why}`,
      facts: { callId },
    },
    { cause: error },
  );
}
