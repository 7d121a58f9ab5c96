import type { Call } from '../domain/calls/call.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import type { View } from './view.ts';

/** What programs are shown of a call, which is one attempt. */
export const callView = [
  { name: 'id', of: (row) => row.id },
  { name: 'retellCallId', of: (row) => row.retellCallId },
  { name: 'status', of: (row) => row.status },
  { name: 'contactId', of: (row) => row.contactId },
  { name: 'scheduledCallId', of: (row) => row.scheduledCallId },
  { name: 'attempt', of: (row) => row.attempt },
  { name: 'fromNumber', of: (row) => row.fromNumber },
  { name: 'toNumber', of: (row) => row.toNumber },
  { name: 'agentId', of: (row) => row.agentId },
  { name: 'errorMessage', of: (row) => row.errorMessage },
  { name: 'waitsFor', of: (row) => row.waitsFor },
  { name: 'heldBecause', of: (row) => row.heldBecause },
  { name: 'requestedAt', of: (row) => row.requestedAt },
  { name: 'contact', of: (row) => row.contact },
  { name: 'durationMs', of: (row) => row.durationMs },
  { name: 'disconnectionReason', of: (row) => row.disconnectionReason },
  { name: 'startedAt', of: (row) => row.startedAt },
  { name: 'endedAt', of: (row) => row.endedAt },
  { name: 'reference', of: (row) => row.reference },
  { name: 'dynamicVariables', of: (row) => row.dynamicVariables },
  { name: 'updatedAt', of: (row) => row.updatedAt },
] as const satisfies View<WithContact<Call>>;
