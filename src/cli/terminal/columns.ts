import { type Call, describeHeld } from '../../domain/calls/call.ts';
import type { ScheduledCall, ScheduledCallStatus } from '../../domain/calls/scheduled-call.ts';
import { formatCents } from '../../domain/money.ts';
import type { NamedCampaign } from '../../operations/campaigns/find-campaign.ts';
import { accessTokenView } from '../../views/access-token.ts';
import { accountView } from '../../views/account.ts';
import { callView } from '../../views/call.ts';
import { contactView } from '../../views/contact.ts';
import { callTimesView } from '../../views/rules/call-times.ts';
import { holidayView } from '../../views/rules/holiday.ts';
import { scheduledCallView } from '../../views/scheduled-call.ts';
import { suppressionView } from '../../views/suppression.ts';
import { campaignParts } from '../../views/view.ts';
import { type Field, type Show, withColumns } from './render-fields.ts';
import { type Printable, paint } from './styled-text.ts';

/** The fields of a contact, with their table columns. */
export const contactFields = withColumns(contactView, {
  id: [{ header: 'ID' }],
  name: [{ header: 'Name', shrinks: true }],
  phoneNumber: [{ header: 'Phone' }],
  email: [{ header: 'E-mail', shrinks: true, dropOrder: 3 }],
  businessName: [{ header: 'Business', shrinks: true, dropOrder: 2 }],
  timezone: [{ header: 'Zone', dropOrder: 1 }],
  tags: [{ header: 'Tags', cell: (row) => row.tags.join(', '), shrinks: true, dropOrder: 1 }],
  doNotCall: [{ header: 'Calls', cell: (row) => (row.doNotCallAt ? paint.red('never') : ''), dropOrder: 4 }],
});

/** The fields of a scheduled call, with their table columns. */
export const scheduledCallFields = withColumns(scheduledCallView, {
  id: [{ header: 'ID' }],
  scheduledTime: [
    { header: 'Time', cell: (row, show) => show.time(row.scheduledTime) },
    { header: 'When', cell: (row, show) => paint.dim(show.distance(row.scheduledTime)), dropOrder: 2 },
  ],
  status: [{ header: 'Status', cell: (row) => paintStatus(row.status) }],
  contact: [
    {
      header: 'Contact',
      cell: (row) => row.contact?.name ?? '(removed)',
      shrinks: true,
    },
    { header: 'Phone', cell: (row) => row.contact?.phoneNumber ?? '', dropOrder: 4 },
  ],
  redialOf: [
    {
      header: 'Note',
      cell: (row) => (row.redialOf === null ? '' : paint.dim(`redial of ${row.redialOf}`)),
      below: true,
    },
  ],
  attempts: [{ header: 'Attempts', cell: (row) => `${row.attempts} of ${row.maxAttempts}`, dropOrder: 1 }],
  nextAttemptAt: [{ header: 'Tried next', cell: (row, show) => triedNext(row, show), below: true }],
  errorMessage: [{ header: 'Reason', cell: (row) => reasonOf(row), shrinks: true, below: true }],
});

/** The fields of a call, with their table columns. */
export const callFields = withColumns(callView, {
  id: [{ header: 'ID' }],
  status: [{ header: 'Status', dropOrder: 7 }],
  disposition: [{ header: 'Outcome', cell: (row) => row.disposition?.replace('_', ' ') ?? '' }],
  scheduledCallId: [{ header: 'Scheduled', dropOrder: 2 }],
  attempt: [{ header: 'Attempt', dropOrder: 1 }],
  toNumber: [{ header: 'Phone', dropOrder: 5 }],
  errorMessage: [{ header: 'Reason', cell: (row) => reasonOfCall(row), shrinks: true, below: true }],
  requestedAt: [{ header: 'Requested', cell: (row, show) => show.time(row.requestedAt) }],
  contact: [{ header: 'Contact', cell: (row) => row.contact?.name ?? '', shrinks: true }],
  durationMs: [
    {
      header: 'Length',
      cell: (row) => (row.durationMs === null ? '' : formatTalkTime(row.durationMs)),
      dropOrder: 3,
    },
  ],
  disconnectionReason: [{ header: 'Ended', shrinks: true, dropOrder: 6 }],
  costCents: [
    {
      header: 'Cost',
      cell: (row) => (row.costCents === null ? '' : formatCents(row.costCents)),
      dropOrder: 2,
    },
  ],
});

/** The campaign of a call or scheduled call that is shown by itself. */
export const campaignField: Field<{ campaign: NamedCampaign | null }> = {
  name: 'campaign',
  value: ({ campaign }) => campaign,
  parts: campaignParts,
  columns: [{ header: 'Campaign', cell: ({ campaign }) => campaign?.name ?? '' }],
};

/** The fields of an account at Retell, with their table columns. */
export const accountFields = withColumns(accountView, {
  id: [{ header: 'ID' }],
  address: [{ header: 'Address', shrinks: true }],
  isCurrent: [{ header: 'Current', cell: (row) => (row.isCurrent ? paint.green('yes') : '') }],
  unconfirmed: [{ header: 'Unconfirmed' }],
  createdAt: [{ header: 'First used', cell: (row, show) => show.time(row.createdAt), dropOrder: 1 }],
});

/** The fields of a token, with their table columns. */
export const accessTokenFields = withColumns(accessTokenView, {
  id: [{ header: 'ID' }],
  name: [{ header: 'Name', shrinks: true }],
  scope: [{ header: 'Scope' }],
  status: [
    { header: 'Status', cell: (row) => (row.status === 'active' ? paint.green : paint.dim)(row.status) },
  ],
  createdAt: [{ header: 'Created', cell: (row, show) => show.time(row.createdAt), dropOrder: 1 }],
  expiresAt: [
    {
      header: 'Expires',
      cell: (row, show) => (row.expiresAt ? show.time(row.expiresAt) : 'never'),
      dropOrder: 2,
    },
  ],
  lastUsedAt: [
    {
      header: 'Last used',
      cell: (row, show) => (row.lastUsedAt ? show.time(row.lastUsedAt) : 'never'),
      dropOrder: 3,
    },
  ],
});

/** The fields of a holiday, with their table columns. */
export const holidayFields = withColumns(holidayView, {
  date: [{ header: 'Date' }],
  country: [{ header: 'Country' }],
  region: [{ header: 'Region' }],
  name: [{ header: 'Name', shrinks: true }],
  isOwn: [{ header: 'Added by', cell: (row) => (row.isOwn ? 'you' : ''), dropOrder: 1 }],
});

/** The fields of call times, with their table columns. */
export const callTimesFields = withColumns(callTimesView, {
  name: [{ header: 'Name' }],
  hours: [{ header: 'Hours' }],
  source: [{ header: 'Source', shrinks: true, below: true }],
});

/** The fields of an entry of the do-not-call list, with their table columns. */
export const suppressionFields = withColumns(suppressionView, {
  phoneNumber: [{ header: 'Phone' }],
  reason: [{ header: 'Reason', shrinks: true, below: true }],
  source: [{ header: 'Source', cell: (row) => row.source.replace('_', ' ') }],
  createdAt: [{ header: 'Since', cell: (row, show) => show.time(row.createdAt), dropOrder: 2 }],
  addedBy: [{ header: 'By', shrinks: true, dropOrder: 1 }],
});

/** Returns when a call is tried next, if that is not its planned time. */
function triedNext({ nextAttemptAt, scheduledTime }: ScheduledCall, show: Show): string {
  return nextAttemptAt && nextAttemptAt.getTime() !== scheduledTime.getTime() ? show.time(nextAttemptAt) : '';
}

/** Returns the reason for a call's status, and whether it waits for the operator. */
function reasonOf({
  errorMessage,
  waitsFor,
}: Pick<Call | ScheduledCall, 'errorMessage' | 'waitsFor'>): string {
  const reason = errorMessage ?? '';
  return waitsFor === 'operator' ? `${reason}; needs your decision` : reason;
}

function reasonOfCall({ errorMessage, waitsFor, heldBecause }: Call): string {
  const held = heldBecause && describeHeld[heldBecause];
  return reasonOf({ errorMessage: [errorMessage, held].filter(Boolean).join('; '), waitsFor });
}

/** Returns a contact's name and number, as lists and messages show them. */
export function contactLabel(name: string, phoneNumber: string): string {
  return `${name} ${phoneNumber}`.trim();
}

/** Formats the length of a call: `1:05`. */
export function formatTalkTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function paintStatus(status: ScheduledCallStatus): Printable {
  const colours = {
    PENDING: paint.cyan,
    IN_PROGRESS: paint.yellow,
    COMPLETED: paint.green,
    FAILED: paint.red,
    CANCELLED: paint.dim,
  };
  return colours[status](status);
}
