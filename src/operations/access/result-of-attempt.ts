import { nothingReported } from '../../domain/calls/outcomes/report.ts';
import type { AttemptResult } from '../calling/place-attempt.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { OutcomeStore } from '../ports/outcomes/outcome-store.ts';
import { noSuchCall } from '../scheduling/call-problems.ts';

/**
 * Returns the result of an attempt, by what the ledger says of it now. An attempt whose process was stopped before it recorded anything is
 * `unknown`: a run asks Retell about it. It is never made again.
 *
 * @throws Problem `call_not_found`, `call_unreadable`
 */
export async function resultOfAttempt(
  store: Pick<CallLedger, 'call'> & Pick<OutcomeStore, 'reportedAnswer'>,
  callId: number,
): Promise<AttemptResult> {
  const call = await store.call(callId);
  if (!call) throw noSuchCall(callId);
  const { status, retellCallId, errorMessage, heldBecause } = call;
  if (status === 'not_placed')
    return { kind: 'refused', reason: errorMessage ?? 'it was not placed', nextAttemptAt: null };
  if (status === 'placing' || status === 'unknown' || retellCallId === null) {
    const reason = errorMessage ?? 'voicebot was stopped before Retell responded';
    return { kind: 'unknown', reason, heldBecause };
  }
  const response = (await store.reportedAnswer(callId)) ?? { call_id: retellCallId };
  const report = { ...nothingReported, retellCallId, status, observedAt: call.updatedAt, answer: response };
  return { kind: 'placed', report, response };
}
