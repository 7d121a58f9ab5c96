import type { Call, CallReport, CallStatus } from '../../domain/calls/call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';

export type WithContact<T> = T & { contact: Pick<Contact, 'name' | 'phoneNumber'> | null };

/** The ledger: every attempt, and how it stands. */
export interface CallLedger {
  /** Placed calls whose turn it is to be asked about; nobody else is given them for a while. */
  takeOpenCalls(options: { now: Date; limit: number }): Promise<Call[]>;
  /** Writes how calls stand. Answers with those that stand otherwise than before. */
  recordReports(reports: readonly CallReport[], now: Date): Promise<Call[]>;
  call(id: number): Promise<WithContact<Call> | undefined>;
  /** Newest first. */
  listCalls(query: {
    status?: CallStatus;
    contactId?: number;
    scheduledCallId?: number;
    limit?: number;
  }): Promise<WithContact<Call>[]>;
  /** Calls to this number that are, or may be, ringing or going on, and were requested since `since`. */
  liveCallsTo(phoneNumber: string, since: Date): Promise<Call[]>;
}
