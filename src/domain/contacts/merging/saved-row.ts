import type { Contact } from '../contact.ts';
import type { TakenOverMark } from '../suppression/do-not-call.ts';

/**
 * What happened to a row of a list, or would happen in a dry run. `skipped` and `duplicate`: the number already belonged to a
 * contact, which was not changed. The number is someone else's: `shared` of an earlier row of the list, which was kept · `new_owner` of a
 * contact, and the row is rejected · `kept` of a contact, which was kept · `replaced` it was a contact's, who has become the row's person.
 */
export type SaveResult =
  | ('created' | 'updated' | 'unchanged' | 'skipped' | 'duplicate')
  | ('shared' | 'new_owner' | 'kept' | 'replaced');

/** Results that write the contact. */
export const savingResults: ReadonlySet<SaveResult> = new Set(['created', 'updated', 'replaced']);

/** A field of a contact that a row changes; empty text stands for no value. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface SavedRow {
  result: SaveResult;
  /** The contact that already had the number. */
  known: Pick<Contact, 'id' | 'name' | 'email' | 'businessName'> | undefined;
  /** What a row changed that was `updated` or `replaced`. */
  changes: FieldChange[];
  /** Whether an earlier row of the same list had the number. */
  isRepeat?: boolean;
  /** The do-not-call mark that the contact takes over, if it does. */
  takenOver?: TakenOverMark;
  /** Whether the number must not be called, after the row was saved. */
  isListed?: true;
  /** The name of who else has the number, or had it. */
  owner?: string;
  /** Whether the number has no new owner because a call to the old one is going on, or unconfirmed. */
  isBeingCalled?: true;
  /** Ids of the calls to the old owner that were cancelled. */
  cancelledCalls?: number[];
}

/** Returns whether the row's number is someone else's, who keeps it. */
export function isForeign({ result }: SavedRow): boolean {
  return result === 'shared' || result === 'new_owner' || result === 'kept';
}

export const createdRow: SavedRow = { result: 'created', known: undefined, changes: [] };
