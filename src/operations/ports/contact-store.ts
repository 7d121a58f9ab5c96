import type { Contact, ContactChanges, ContactDraft } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import type { SavePolicy } from '../../domain/contacts/merging/merge.ts';
import type { SavedRow } from '../../domain/contacts/merging/saved-row.ts';
import type { ContactOrder } from './paging/orders.ts';
import type { Page, PageQuery } from './paging/page.ts';

export interface SaveOptions extends SavePolicy {
  /** The import that the rows belong to, from `beginImport`, so that it can be undone. */
  importId?: number | undefined;
}

/** A page of the contacts that match a filter; or the next of all contacts in order of id; or the contacts with these ids. */
export type ContactQuery =
  | (ContactFilter & PageQuery<ContactOrder['by']>)
  | { afterId: number; limit: number }
  | { ids: readonly number[] };

/** What is read of each contact when thousands are selected: enough to plan calls to them. */
export type ContactSummary = Pick<
  Contact,
  'id' | 'name' | 'phoneNumber' | 'doNotCallAt' | 'timezone' | 'customFields'
>;

/** What tells whether a row of a list is about the contact that has its number. */
export type NumberOwner = Pick<Contact, 'id' | 'phoneNumber' | 'name' | 'email' | 'businessName'>;

export type EditResult =
  /** `keptMark`: its old number, which stays marked do-not-call · `takenOver`: its new number was marked, and so it is now. */
  | { kind: 'edited'; contact: Contact; keptMark: string | null; takenOver: boolean }
  | { kind: 'missing' }
  /** The new number belongs to another contact. */
  | { kind: 'number_taken'; by: Contact };

export interface RemoveResult {
  removed: boolean;
  /** Ids of the scheduled calls that prevent the removal. */
  waiting: number[];
}

export interface ContactStore {
  /**
   * Saves rows in one transaction, in order, and merges each into the contact that has its number. A row that replaces the person of
   * a contact cancels the calls scheduled to it, and is refused while a call to it is in progress.
   */
  saveContacts(drafts: readonly ContactDraft[], now: Date, options?: SaveOptions): Promise<SavedRow[]>;
  /** Returns what `saveContacts` would, without changing anything. */
  previewContacts(drafts: readonly ContactDraft[], policy: SavePolicy, now: Date): Promise<SavedRow[]>;
  /** Returns the owners of those numbers that belong to contacts, in any order. */
  ownersOf(phoneNumbers: readonly string[]): Promise<NumberOwner[]>;
  /**
   * Marks these numbers do-not-call, and the contacts that have them. Returns how many of the contacts were not marked before.
   *
   * @param importId the import that marks them, so that it can be undone
   */
  markDoNotCall(phoneNumbers: readonly string[], now: Date, importId: number): Promise<number>;
  contact(id: number): Promise<Contact | undefined>;
  contactByPhoneNumber(phoneNumber: string): Promise<Contact | undefined>;
  /** Returns contacts with exactly this name or e-mail, in any case; if there are none, those whose name matches it. */
  contactsNamed(nameOrEmail: string, limit: number): Promise<Contact[]>;
  /** Returns contacts for whose name this may be a slip. */
  contactsNearlyNamed(name: string, limit: number): Promise<Contact[]>;
  /** Returns the contacts that match the filter, or have one of these ids, in order of id. */
  contactSummaries(which: ContactFilter | { ids: readonly number[] }): Promise<ContactSummary[]>;
  /** Returns the ids of the contacts that match the filter, in ascending order unless another one is given. */
  contactIds(filter: ContactFilter, order?: ContactOrder): Promise<number[]>;
  /** Returns contacts in order of id unless the query says otherwise. */
  listContacts(query: ContactQuery): Promise<Contact[]>;
  /** Returns a page of the contacts that match the filter, in order of id unless the query says otherwise. */
  pageOfContacts(filter: ContactFilter, query: PageQuery<ContactOrder['by']>): Promise<Page<Contact>>;
  /**
   * Brings the search index up to date, so that the next search need not. This takes a while after a long import.
   *
   * @param onProgress receives how many contacts are indexed, and the share of the work that is done, from 0 to 1
   */
  indexForSearch(onProgress: (contacts: number, share: number) => void): Promise<void>;
  editContact(id: number, changes: ContactChanges, now: Date): Promise<EditResult>;
  /** Removes a contact, unless calls to it are scheduled or in progress. Its past calls, and the mark of its number, stay. */
  removeContact(id: number): Promise<RemoveResult>;
  /** Adds a tag to contacts, or removes it, and returns how many changed. Ignores ids that no contact has. */
  setTag(ids: readonly number[], tag: string, isTagged: boolean): Promise<number>;
  /** Returns whether a field is built-in, or a custom field of at least one contact. */
  hasField(field: string): Promise<boolean>;
  /** Returns the custom fields that any contact has, in alphabetical order. Reads all contacts. */
  customFieldNames(): Promise<string[]>;
  /** Returns every tag with its number of contacts, in alphabetical order. */
  listTags(): Promise<{ tag: string; contacts: number }[]>;
}
