import type { Call } from '../domain/calls/call.ts';
import type { CallExceptions } from '../domain/calls/gates/policy.ts';
import type { Contact } from '../domain/contacts/contact.ts';
import { countriesOf } from '../domain/contacts/location/location.ts';
import { Problem } from '../domain/problem.ts';
import type { Calling } from '../operations/calling/calling.ts';
import { requireCallable } from '../operations/calling/decide-call.ts';
import type { AttemptResult } from '../operations/calling/place-attempt.ts';
import { refreshCallsTo, throwNotCalled } from '../operations/calling/place-call.ts';
import type { CallLedger, WithContact } from '../operations/ports/call-ledger.ts';
import type { Session } from './session.ts';

/**
 * Checks that a contact may be called now, by every rule, and, unless nobody is going to be, that no call to the number is under way.
 *
 * @throws Problem with the code of the rule, or if Retell cannot be asked
 */
export async function requireCallableNow(
  { telephony, coverHolidays }: Pick<Session, 'telephony' | 'coverHolidays'>,
  contact: Contact,
  {
    exceptions,
    calling,
    isDry,
  }: { exceptions: CallExceptions; calling: Calling; isDry?: boolean | undefined },
): Promise<void> {
  if (calling.policy.callTimes || exceptions.callTimes) await coverHolidays(countriesOf([contact]));
  await requireCallable(contact, exceptions, calling, 'ignored');
  if (isDry) return;
  await telephony();
  await refreshCallsTo(contact.phoneNumber, calling).catch(throwNotCalled);
  await requireCallable(contact, exceptions, calling, 'count');
}

/**
 * Returns the ledger's record of an attempt that was made; undefined if it cannot be read now. That is no failure of the attempt: a client
 * that is told of one calls again, and the phone may be ringing.
 */
export async function recordOf(
  store: Pick<CallLedger, 'call'>,
  callId: number,
): Promise<WithContact<Call> | undefined> {
  return store.call(callId).catch((error) => {
    if (error instanceof Problem) return undefined;
    throw error;
  });
}

/** @throws Problem that says why a call was not placed, or is not known to have been */
export function requirePlaced(
  result: AttemptResult,
  callId: number,
): Extract<AttemptResult, { kind: 'placed' }> {
  if (result.kind !== 'placed') throw notPlaced(result, callId);
  return result;
}

function notPlaced(result: Exclude<AttemptResult, { kind: 'placed' }>, callId: number): Problem {
  const facts = { callId };
  switch (result.kind) {
    case 'refused':
      return new Problem('failed', {
        code: 'call_refused',
        message: `Retell refused the call: ${result.reason}.`,
        hint: `Nobody was called. To see the record: voicebot calls show ${callId}`,
      });
    case 'forbidden':
      return new Problem('refused', { code: result.code, message: `Nobody was called: ${result.reason}.` });
    case 'unknown':
      return new Problem('failed', {
        code: 'call_unknown',
        message: `It is not yet known whether the phone rang: ${result.reason}.`,
        facts,
      });
    case 'overslept':
      return new Problem('try_again', {
        code: 'overslept',
        message: 'The call could not be placed in time, so nobody was called.',
        hint: 'Did the machine sleep? Run the same command again.',
      });
    case 'stopped': {
      const { kind, code, message, hint, facts: asked } = result.problem;
      const again = kind === 'try_again' ? 'Nobody was called. Run the same command again later.' : hint;
      return new Problem(kind, { code, message, hint: again, facts: asked }, { cause: result.problem });
    }
  }
}
