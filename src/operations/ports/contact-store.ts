import type { Contact, ContactChanges, ContactDraft } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import type { SavedRow, SavePolicy } from '../../domain/contacts/merge.ts';

/** How rows are saved, and for which import. */
export interface SaveOptions extends SavePolicy {
  /** The import that the rows belong to, from `beginImport`; it can take them back. */
  importId?: number | undefined;
}

export const contactOrders = ['id', 'name', 'phone', 'email'] as const;

export interface ContactQuery extends ContactFilter {
  limit?: number;
  /** Rows left out at the beginning. */
  offset?: number;
  /** Only rows with a greater id: how to read the whole list in pieces, in order of id. */
  afterId?: number;
  /** Only these, of `contactIds`: how to read a part of it in pieces. */
  ids?: readonly number[];
  order?: { by: (typeof contactOrders)[number]; descending: boolean };
}

/** What is read of contacts that are chosen by the thousand: enough to plan calls to them. */
export type ChosenContact = Pick<Contact, 'id' | 'name' | 'phoneNumber' | 'doNotCallAt'>;

export interface RemoveResult {
  removed: boolean;
  /** The scheduled calls that stand in the way. */
  waiting: number[];
}

/** Contacts and who they are. */
export interface ContactStore {
  /** Saves rows in one transaction, in order, merging each into the contact that has its number. */
  saveContacts(drafts: readonly ContactDraft[], now: Date, options?: SaveOptions): Promise<SavedRow[]>;
  /**
   * Marks those of these numbers that are contacts' as not to be called. Answers how many were not.
   *
   * @param importId the import that says so; it can take the marks back
   */
  markDoNotCall(phoneNumbers: readonly string[], now: Date, importId: number): Promise<number>;
  /** What `saveContacts` would answer, changing nothing. */
  previewContacts(drafts: readonly ContactDraft[], policy: SavePolicy): Promise<SavedRow[]>;
  contact(id: number): Promise<Contact | undefined>;
  contactByPhoneNumber(phoneNumber: string): Promise<Contact | undefined>;
  /** Contacts whose whole name or e-mail this is, in any case; if there are none, those whose name it fits. */
  contactsCalled(nameOrEmail: string, limit: number): Promise<Contact[]>;
  /** Who meets the filter, or has one of these ids, in order of id. */
  chosenContacts(which: ContactFilter | { ids: readonly number[] }): Promise<ChosenContact[]>;
  /** Who meets the filter, in order of id. */
  contactIds(filter: ContactFilter): Promise<number[]>;
  /** Contacts in order of id, or as asked. */
  listContacts(query: ContactQuery): Promise<Contact[]>;
  /**
   * Brings the index of searches up to date, which `listContacts` otherwise does where it searches. After a long import that
   * takes a while.
   *
   * @param onProgress told how many contacts are in, and how much is done, from 0 to 1
   */
  indexForSearch(onProgress: (contacts: number, share: number) => void): Promise<void>;
  /** The changed contact; undefined where there is none; a `Problem` where the number is another's. */
  editContact(id: number, changes: ContactChanges, now: Date): Promise<Contact | undefined>;
  /** Removes a contact that no call waits for; its past calls stay in the ledger. */
  removeContact(id: number): Promise<RemoveResult>;
  /** Gives contacts a tag, or takes it from them. Answers how many had to be changed. */
  setTag(ids: readonly number[], tag: string, isGiven: boolean): Promise<number>;
  /** Whether contacts have this field: one of every contact's own, or a custom field that anybody has. */
  hasField(field: string): Promise<boolean>;
  /** Every tag, with how many contacts have it, in alphabetical order. */
  listTags(): Promise<{ tag: string; contacts: number }[]>;
}
