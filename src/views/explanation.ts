import type { ScheduledCall } from '../domain/calls/scheduled-call.ts';
import type { Contact } from '../domain/contacts/contact.ts';
import type { Explanation, PastCall } from '../operations/calling/deciding/explain-call.ts';

/** Why a call may be placed or may not, as JSON shows it. */
export type ExplanationObject = ReturnType<typeof explanationView> | ReturnType<typeof pastCallView>;

/** Returns why a call may be placed or may not, as JSON shows it. */
export function explanationView(explanation: Explanation) {
  const { at, verdict, outlook, location, contact, scheduled, gates } = explanation;
  return {
    at,
    verdict,
    until: verdict === 'wait' && outlook.kind === 'open' ? outlook.at : null,
    zones: [...(location?.zones ?? [])],
    zonesFrom: location?.zonesFrom.join() ?? null,
    gates: gates.map(({ gate, verdict: said, until, rule, reason }) => ({
      gate,
      verdict: said,
      until,
      rule: rule.text,
      source: rule.source,
      reason,
    })),
    contact: contactOf(contact),
    scheduledCall: scheduled && scheduledOf(scheduled),
  };
}

/** Returns the same of a scheduled call that no gate is asked about any more. */
export function pastCallView({ scheduled, contact }: PastCall, at: Date) {
  const verdict: 'wait' | 'refuse' = scheduled.status === 'IN_PROGRESS' ? 'wait' : 'refuse';
  return {
    at,
    verdict,
    until: null,
    zones: [],
    zonesFrom: null,
    gates: [],
    contact: contactOf(contact),
    scheduledCall: scheduledOf(scheduled),
  };
}

function contactOf(contact: Contact | null) {
  return contact && { id: contact.id, name: contact.name, phoneNumber: contact.phoneNumber };
}

function scheduledOf({
  id,
  status,
  scheduledTime,
  nextAttemptAt,
  waitsFor,
  errorMessage,
  executedAt,
}: ScheduledCall) {
  return { id, status, scheduledTime, nextAttemptAt, waitsFor, errorMessage, executedAt };
}
