import type { Call } from '../domain/call.ts';
import type { Contact } from '../domain/contact.ts';
import type { ScheduledCall, ScheduledCallStatus } from '../domain/scheduled-call.ts';
import type { WithContact } from '../operations/store.ts';
import type { Field, Show } from './output.ts';
import { printable } from './printable.ts';

/** What a contact is in JSON, in this order; the columns of its table are those with a header. */
export const contactFields: Field<Contact>[] = [
  { name: 'id', of: (row) => row.id, header: 'ID' },
  { name: 'name', of: (row) => row.name, header: 'Name' },
  { name: 'phoneNumber', of: (row) => row.phoneNumber, header: 'Phone' },
  { name: 'email', of: (row) => row.email, header: 'E-mail' },
  { name: 'businessName', of: (row) => row.businessName, header: 'Business' },
  { name: 'businessWebsite', of: (row) => row.businessWebsite },
  { name: 'timezone', of: (row) => row.timezone, header: 'Zone' },
  { name: 'customFields', of: (row) => row.customFields },
  { name: 'createdAt', of: (row) => row.createdAt },
  { name: 'updatedAt', of: (row) => row.updatedAt },
];

/** What a scheduled call is in JSON, in this order. */
export const scheduledCallFields: Field<WithContact<ScheduledCall>>[] = [
  { name: 'id', of: (row) => row.id, header: 'ID' },
  {
    name: 'scheduledTime',
    of: (row) => row.scheduledTime,
    header: 'Time',
    cell: (row, show) => show.time(row.scheduledTime),
  },
  {
    name: 'status',
    of: (row) => row.status,
    header: 'Status',
    cell: (row, show) => paintStatus(row.status, show),
  },
  {
    name: 'contact',
    of: (row) => row.contact,
    header: 'Contact',
    cell: (row) => (row.contact ? whom(row.contact.name, row.contact.phoneNumber) : '(removed)'),
  },
  { name: 'contactId', of: (row) => row.contactId },
  { name: 'fromNumber', of: (row) => row.fromNumber },
  { name: 'agentId', of: (row) => row.agentId },
  {
    name: 'attempts',
    of: (row) => row.attempts,
    header: 'Attempts',
    cell: (row) => `${row.attempts} of ${row.maxAttempts}`,
  },
  { name: 'maxAttempts', of: (row) => row.maxAttempts },
  { name: 'nextAttemptAt', of: (row) => row.nextAttemptAt },
  { name: 'retellCallId', of: (row) => row.retellCallId },
  { name: 'callId', of: (row) => row.callId },
  { name: 'errorMessage', of: (row) => row.errorMessage, header: 'Note' },
  { name: 'executedAt', of: (row) => row.executedAt },
  { name: 'dynamicVariables', of: (row) => row.dynamicVariables },
  { name: 'createdAt', of: (row) => row.createdAt },
  { name: 'updatedAt', of: (row) => row.updatedAt },
];

/** What an attempt is in JSON, in this order. */
export const callFields: Field<WithContact<Call>>[] = [
  { name: 'id', of: (row) => row.id, header: 'ID' },
  { name: 'retellCallId', of: (row) => row.retellCallId },
  { name: 'status', of: (row) => row.status, header: 'Status' },
  { name: 'contactId', of: (row) => row.contactId },
  { name: 'scheduledCallId', of: (row) => row.scheduledCallId, header: 'Scheduled' },
  { name: 'attempt', of: (row) => row.attempt, header: 'Attempt' },
  { name: 'fromNumber', of: (row) => row.fromNumber },
  {
    name: 'contact',
    of: (row) => row.contact,
    header: 'Contact',
    cell: (row) => whom(row.contact?.name ?? '', row.toNumber),
  },
  { name: 'toNumber', of: (row) => row.toNumber },
  { name: 'agentId', of: (row) => row.agentId },
  {
    name: 'requestedAt',
    of: (row) => row.requestedAt,
    header: 'Requested',
    cell: (row, show) => show.time(row.requestedAt),
  },
  {
    name: 'durationMs',
    of: (row) => row.durationMs,
    header: 'Length',
    cell: (row) => (row.durationMs === null ? '' : talkTime(row.durationMs)),
  },
  {
    name: 'disconnectionReason',
    of: (row) => row.disconnectionReason,
    header: 'Ended',
    cell: (row) => row.disconnectionReason ?? '',
  },
  { name: 'errorMessage', of: (row) => row.errorMessage, header: 'Note' },
  { name: 'startedAt', of: (row) => row.startedAt },
  { name: 'endedAt', of: (row) => row.endedAt },
  { name: 'reference', of: (row) => row.reference },
  { name: 'dynamicVariables', of: (row) => row.dynamicVariables },
  { name: 'updatedAt', of: (row) => row.updatedAt },
];

/** A person as lists name them. */
export function whom(name: string, phoneNumber: string): string {
  return `${printable(name)} ${phoneNumber}`.trim();
}

/** How long a call went on: `1:05`. */
export function talkTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function paintStatus(status: ScheduledCallStatus, { paint }: Show): string {
  const colours = {
    PENDING: paint.cyan,
    IN_PROGRESS: paint.yellow,
    COMPLETED: paint.green,
    FAILED: paint.red,
    CANCELLED: paint.dim,
  };
  return colours[status](status);
}
