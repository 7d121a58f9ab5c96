import type { Call, CallReport, CallStatus } from '../../domain/calls/call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';

/** Something with the contact that it concerns, as lists show it; null if the contact has been removed. */
export type WithContact<T> = T & { contact: Pick<Contact, 'name' | 'phoneNumber'> | null };

/** The ledger: every attempt, and how it stands. */
export interface CallLedger {
  /** Returns placed calls whose turn it is to be asked about; no other run is given them for a while. */
  takeOpenCalls(options: { now: Date; limit: number }): Promise<Call[]>;
  /** Records how calls stand. @returns those that stand otherwise than before */
  recordReports(reports: readonly CallReport[], now: Date): Promise<Call[]>;
  call(id: number): Promise<WithContact<Call> | undefined>;
  /** Returns calls, the newest first. */
  listCalls(query: {
    status?: CallStatus | undefined;
    contactId?: number | undefined;
    scheduledCallId?: number | undefined;
    limit?: number | undefined;
  }): Promise<WithContact<Call>[]>;
  /** Returns the calls to this number, requested since `since`, that are or may be ringing or under way. */
  liveCallsTo(phoneNumber: string, since: Date): Promise<Call[]>;
}
