import type { ScheduledCall } from '../domain/calls/scheduled-call.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import type { View } from './view.ts';

/** What programs are shown of a scheduled call. */
export const scheduledCallView = [
  { name: 'id', of: (row) => row.id },
  { name: 'scheduledTime', of: (row) => row.scheduledTime },
  { name: 'status', of: (row) => row.status },
  { name: 'contact', of: (row) => row.contact },
  { name: 'contactId', of: (row) => row.contactId },
  { name: 'fromNumber', of: (row) => row.fromNumber },
  { name: 'agentId', of: (row) => row.agentId },
  { name: 'attempts', of: (row) => row.attempts },
  { name: 'maxAttempts', of: (row) => row.maxAttempts },
  { name: 'nextAttemptAt', of: (row) => row.nextAttemptAt },
  { name: 'waitsFor', of: (row) => row.waitsFor },
  { name: 'retellCallId', of: (row) => row.retellCallId },
  { name: 'callId', of: (row) => row.callId },
  { name: 'errorMessage', of: (row) => row.errorMessage },
  { name: 'executedAt', of: (row) => row.executedAt },
  { name: 'dynamicVariables', of: (row) => row.dynamicVariables },
  { name: 'createdAt', of: (row) => row.createdAt },
  { name: 'updatedAt', of: (row) => row.updatedAt },
] as const satisfies View<WithContact<ScheduledCall>>;
