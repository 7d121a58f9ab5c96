import type { Call } from '../../domain/calls/call.ts';
import type { ScheduledCall, ScheduledCallStatus } from '../../domain/calls/scheduled-call.ts';
import { callView } from '../../views/call.ts';
import { contactView } from '../../views/contact.ts';
import { scheduledCallView } from '../../views/scheduled-call.ts';
import { printable } from './printable.ts';
import { type Show, withColumns } from './render-fields.ts';

/** A contact, and the columns of a table of contacts. */
export const contactFields = withColumns(contactView, {
  id: [{ header: 'ID' }],
  name: [{ header: 'Name', yields: true }],
  phoneNumber: [{ header: 'Phone' }],
  email: [{ header: 'E-mail', yields: true, goes: 3 }],
  businessName: [{ header: 'Business', yields: true, goes: 2 }],
  timezone: [{ header: 'Zone', goes: 1 }],
  tags: [{ header: 'Tags', cell: (row) => printable(row.tags.join(', ')), yields: true, goes: 1 }],
  doNotCall: [
    { header: 'Calls', cell: (row, { paint }) => (row.doNotCallAt ? paint.red('never') : ''), goes: 4 },
  ],
});

/** A scheduled call, and the columns of a table of scheduled calls. */
export const scheduledCallFields = withColumns(scheduledCallView, {
  id: [{ header: 'ID' }],
  scheduledTime: [
    { header: 'Time', cell: (row, show) => show.time(row.scheduledTime) },
    { header: 'When', cell: (row, show) => show.paint.dim(show.distance(row.scheduledTime)), goes: 2 },
  ],
  status: [{ header: 'Status', cell: (row, show) => paintStatus(row.status, show) }],
  contact: [
    {
      header: 'Contact',
      cell: (row) => (row.contact ? printable(row.contact.name) : '(removed)'),
      yields: true,
    },
    { header: 'Phone', cell: (row) => row.contact?.phoneNumber ?? '', goes: 4 },
  ],
  attempts: [{ header: 'Attempts', cell: (row) => `${row.attempts} of ${row.maxAttempts}`, goes: 1 }],
  errorMessage: [{ header: 'Note', cell: (row) => note(row), yields: true, goes: 3 }],
});

/** A call, and the columns of a table of calls. */
export const callFields = withColumns(callView, {
  id: [{ header: 'ID' }],
  status: [{ header: 'Status' }],
  scheduledCallId: [{ header: 'Scheduled', goes: 2 }],
  attempt: [{ header: 'Attempt', goes: 1 }],
  toNumber: [{ header: 'Phone', goes: 5 }],
  errorMessage: [{ header: 'Note', cell: (row) => note(row), yields: true, goes: 4 }],
  requestedAt: [{ header: 'Requested', cell: (row, show) => show.time(row.requestedAt) }],
  contact: [{ header: 'Contact', cell: (row) => printable(row.contact?.name ?? ''), yields: true }],
  durationMs: [
    { header: 'Length', cell: (row) => (row.durationMs === null ? '' : talkTime(row.durationMs)), goes: 3 },
  ],
  disconnectionReason: [{ header: 'Ended', yields: true, goes: 6 }],
});

/** Returns why a call stands as it does, and whether it is left to the operator. */
function note({ errorMessage, waitsFor }: Pick<Call | ScheduledCall, 'errorMessage' | 'waitsFor'>): string {
  const reason = printable(errorMessage ?? '');
  return waitsFor === 'operator' ? `${reason}; it waits for you` : reason;
}

/** Returns a person as lists name them. */
export function whom(name: string, phoneNumber: string): string {
  return `${printable(name)} ${phoneNumber}`.trim();
}

/** Returns how long a call went on: `1:05`. */
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
