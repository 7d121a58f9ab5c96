import type { Call } from '../../domain/calls/call.ts';
import type { Disposition } from '../../domain/calls/outcomes/disposition.ts';
import type { ScheduledCall, ScheduledCallStatus } from '../../domain/calls/scheduled-call.ts';
import type { Campaign } from '../../domain/campaigns/campaign.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { WithContact } from './call-ledger.ts';

/** What is going on, as far as one look at the database tells. */
export interface Activity {
  /** How many calls are due, and how many have been for longer than `overdueAfter`; each counted to `most` at most. */
  due: number;
  overdue: number;
  /** The calls that are due or come next, in order of time, and their people; null if a contact has been removed. */
  next: { scheduled: ScheduledCall; contact: Contact | null }[];
  /** Calls that are being placed, ring or talk, the latest first, and how many there are. */
  live: WithContact<Call>[];
  inProgress: number;
  unconfirmed: number;
  /** Calls that are over, the latest first. */
  latest: WithContact<Call>[];
  /** Campaigns that are not over, the latest first. */
  campaigns: Campaign[];
  /** When a run that had something to do last came; null if none has. */
  lastRunAt: Date | null;
}

/** How much to tell. */
export interface ActivityQuery {
  now: Date;
  /** After how long a call that is due counts as overdue, ms. */
  overdueAfter: number;
  /** The most that is counted. */
  most: number;
  /** The most rows of each kind. */
  rows: number;
}

/** How many calls came to what (null: nothing is known of it yet), and how many scheduled calls have each status. */
export interface Tallies {
  calls: ReadonlyMap<Disposition | null, number>;
  scheduledCalls: ReadonlyMap<ScheduledCallStatus, number>;
}

export interface StatusStore {
  /** Counts all calls: along an index, but of ten million that takes a second. */
  tallies(): Promise<Tallies>;
  /** Reads what is going on, in one step. What cannot be read is passed over. */
  activity(query: ActivityQuery): Promise<Activity>;
}
