import type { Call } from '../../domain/calls/call.ts';
import type { ScheduledCall, ScheduledCallStatus } from '../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { WithContact } from '../../operations/ports/store.ts';
import type { Field, Show } from './field.ts';
import { printable } from './printable.ts';

/** What a contact is in JSON, in this order. */
export const contactFields: Field<Contact>[] = [
  { name: 'id', of: (row) => row.id, columns: [{ header: 'ID' }] },
  { name: 'name', of: (row) => row.name, columns: [{ header: 'Name', yields: true }] },
  { name: 'phoneNumber', of: (row) => row.phoneNumber, columns: [{ header: 'Phone' }] },
  { name: 'email', of: (row) => row.email, columns: [{ header: 'E-mail', yields: true, goes: 3 }] },
  {
    name: 'businessName',
    of: (row) => row.businessName,
    columns: [{ header: 'Business', yields: true, goes: 2 }],
  },
  { name: 'businessWebsite', of: (row) => row.businessWebsite },
  { name: 'timezone', of: (row) => row.timezone, columns: [{ header: 'Zone', goes: 1 }] },
  { name: 'customFields', of: (row) => row.customFields },
  {
    name: 'tags',
    of: (row) => row.tags,
    columns: [{ header: 'Tags', cell: (row) => printable(row.tags.join(', ')), yields: true, goes: 1 }],
  },
  {
    name: 'doNotCall',
    of: (row) => row.doNotCallAt !== null,
    columns: [
      { header: 'Calls', cell: (row, { paint }) => (row.doNotCallAt ? paint.red('never') : ''), goes: 4 },
    ],
  },
  { name: 'createdAt', of: (row) => row.createdAt },
  { name: 'updatedAt', of: (row) => row.updatedAt },
];

/** What a scheduled call is in JSON, in this order. */
export const scheduledCallFields: Field<WithContact<ScheduledCall>>[] = [
  { name: 'id', of: (row) => row.id, columns: [{ header: 'ID' }] },
  {
    name: 'scheduledTime',
    of: (row) => row.scheduledTime,
    columns: [
      { header: 'Time', cell: (row, show) => show.time(row.scheduledTime) },
      {
        header: 'When',
        cell: (row, show) => show.paint.dim(show.distance(row.scheduledTime)),
        goes: 2,
      },
    ],
  },
  {
    name: 'status',
    of: (row) => row.status,
    columns: [{ header: 'Status', cell: (row, show) => paintStatus(row.status, show) }],
  },
  {
    name: 'contact',
    of: (row) => row.contact,
    columns: [
      {
        header: 'Contact',
        cell: (row) => (row.contact ? printable(row.contact.name) : '(removed)'),
        yields: true,
      },
      { header: 'Phone', cell: (row) => row.contact?.phoneNumber ?? '', goes: 4 },
    ],
  },
  { name: 'contactId', of: (row) => row.contactId },
  { name: 'fromNumber', of: (row) => row.fromNumber },
  { name: 'agentId', of: (row) => row.agentId },
  {
    name: 'attempts',
    of: (row) => row.attempts,
    columns: [{ header: 'Attempts', cell: (row) => `${row.attempts} of ${row.maxAttempts}`, goes: 1 }],
  },
  { name: 'maxAttempts', of: (row) => row.maxAttempts },
  { name: 'nextAttemptAt', of: (row) => row.nextAttemptAt },
  { name: 'retellCallId', of: (row) => row.retellCallId },
  { name: 'callId', of: (row) => row.callId },
  {
    name: 'errorMessage',
    of: (row) => row.errorMessage,
    columns: [{ header: 'Note', yields: true, goes: 3 }],
  },
  { name: 'executedAt', of: (row) => row.executedAt },
  { name: 'dynamicVariables', of: (row) => row.dynamicVariables },
  { name: 'createdAt', of: (row) => row.createdAt },
  { name: 'updatedAt', of: (row) => row.updatedAt },
];

/** What an attempt is in JSON, in this order. */
export const callFields: Field<WithContact<Call>>[] = [
  { name: 'id', of: (row) => row.id, columns: [{ header: 'ID' }] },
  { name: 'retellCallId', of: (row) => row.retellCallId },
  { name: 'status', of: (row) => row.status, columns: [{ header: 'Status' }] },
  { name: 'contactId', of: (row) => row.contactId },
  {
    name: 'scheduledCallId',
    of: (row) => row.scheduledCallId,
    columns: [{ header: 'Scheduled', goes: 2 }],
  },
  { name: 'attempt', of: (row) => row.attempt, columns: [{ header: 'Attempt', goes: 1 }] },
  { name: 'fromNumber', of: (row) => row.fromNumber },
  { name: 'toNumber', of: (row) => row.toNumber, columns: [{ header: 'Phone', goes: 5 }] },
  { name: 'agentId', of: (row) => row.agentId },
  {
    name: 'errorMessage',
    of: (row) => row.errorMessage,
    columns: [{ header: 'Note', yields: true, goes: 4 }],
  },
  {
    name: 'requestedAt',
    of: (row) => row.requestedAt,
    columns: [{ header: 'Requested', cell: (row, show) => show.time(row.requestedAt) }],
  },
  {
    name: 'contact',
    of: (row) => row.contact,
    columns: [{ header: 'Contact', cell: (row) => printable(row.contact?.name ?? ''), yields: true }],
  },
  {
    name: 'durationMs',
    of: (row) => row.durationMs,
    columns: [
      { header: 'Length', cell: (row) => (row.durationMs === null ? '' : talkTime(row.durationMs)), goes: 3 },
    ],
  },
  {
    name: 'disconnectionReason',
    of: (row) => row.disconnectionReason,
    columns: [{ header: 'Ended', yields: true, goes: 6 }],
  },
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
