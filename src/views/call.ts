import type { Call } from '../domain/calls/call.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import type { View } from './view.ts';

/** The fields of a call, which is one attempt. */
export const callView = [
  { name: 'id', value: (row) => row.id },
  { name: 'retellCallId', value: (row) => row.retellCallId },
  { name: 'status', value: (row) => row.status },
  { name: 'contactId', value: (row) => row.contactId },
  { name: 'scheduledCallId', value: (row) => row.scheduledCallId },
  { name: 'attempt', value: (row) => row.attempt },
  { name: 'fromNumber', value: (row) => row.fromNumber },
  { name: 'toNumber', value: (row) => row.toNumber },
  { name: 'agentId', value: (row) => row.agentId },
  { name: 'errorMessage', value: (row) => row.errorMessage },
  { name: 'waitsFor', value: (row) => row.waitsFor },
  { name: 'heldBecause', value: (row) => row.heldBecause },
  { name: 'requestedAt', value: (row) => row.requestedAt },
  { name: 'contact', value: (row) => row.contact },
  { name: 'durationMs', value: (row) => row.durationMs },
  { name: 'sends', value: (row) => row.sends },
  { name: 'alsoPlacedAs', value: (row) => row.alsoPlacedAs },
  { name: 'didNotRing', value: (row) => row.didNotRing },
  { name: 'disconnectionReason', value: (row) => row.disconnectionReason },
  { name: 'startedAt', value: (row) => row.startedAt },
  { name: 'endedAt', value: (row) => row.endedAt },
  { name: 'callTimes', value: (row) => row.callTimes },
  { name: 'outsideHours', value: (row) => row.outsideHours },
  { name: 'allowRepeat', value: (row) => row.allowRepeat },
  { name: 'zones', value: (row) => row.zones?.split(',') ?? null },
  { name: 'zonesFrom', value: (row) => row.zonesFrom?.split(',') ?? null },
  { name: 'reference', value: (row) => row.reference },
  { name: 'dynamicVariables', value: (row) => row.dynamicVariables },
  { name: 'accountId', value: (row) => row.accountId },
  { name: 'updatedAt', value: (row) => row.updatedAt },
] as const satisfies View<WithContact<Call>>;
