import type { Contact } from '../domain/contacts/contact.ts';
import type { ContactFilter } from '../domain/contacts/contact-filter.ts';
import type { DuplicatePolicy } from '../domain/contacts/merging/merge.ts';
import type { NewOwnerPolicy } from '../domain/contacts/merging/new-owner.ts';
import { addContact, type NewContactInput } from '../operations/contacts/add-contact.ts';
import { editContact } from '../operations/contacts/edit-contact.ts';
import { listContacts } from '../operations/contacts/list-contacts.ts';
import type { ContactInput } from '../operations/contacts/read-contact-input.ts';
import { removeContact } from '../operations/contacts/remove-contact.ts';
import { findContact } from '../operations/contacts/selecting/find-contact.ts';
import type { ContactSelection } from '../operations/contacts/selecting/select-contacts.ts';
import { type TagResult, tagContacts } from '../operations/contacts/tag-contacts.ts';
import type { ImportResult, Reject } from '../operations/import/import-result.ts';
import { importRows } from '../operations/import/import-rows.ts';
import { columnsOf, type Mapping } from '../operations/import/map-columns.ts';
import { readList } from '../operations/import/read-list.ts';
import type { ListFile, ListOptions } from '../operations/ports/list-file.ts';
import type { ContactOrder } from '../operations/ports/paging/orders.ts';
import type { Session } from '../session/session.ts';
import { contactView } from '../views/contact.ts';
import { objectOf } from '../views/view.ts';
import type { ContactObject } from './objects.ts';
import { type PageOf, type PageOptions, readPageOf } from './paging/paging.ts';

export interface ImportOptions {
  /** What happens to rows whose number a contact has: `update` by default. */
  onDuplicate?: DuplicatePolicy | undefined;
  /** What happens to rows whose number is that of a contact who is someone else: `reject` by default. */
  onNewOwner?: NewOwnerPolicy | undefined;
  /** Whether empty cells clear existing values; false by default. */
  overwriteEmpty?: boolean | undefined;
  /** What a column is, by its header: `{ Mobile: 'phone' }`. The others are read by their headers. */
  map?: Mapping | undefined;
  /** The country of numbers without `+`; that of the settings by default. */
  country?: string | undefined;
  /** Added to the tags of every contact. */
  tags?: readonly string[] | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
  /** What the import is recorded under; the path by default. */
  label?: string | undefined;
  /** Changes nothing, and returns what would change. */
  dryRun?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** What an import did, and the rows that it refused. */
export interface ImportedContacts extends ImportResult {
  rejects: Pick<Reject, 'line' | 'sentence' | 'row' | 'column' | 'value'>[];
}

/** Contacts. A contact is named by its id, its number in any format, or a name or e-mail that fits exactly one. */
export interface Contacts {
  /** @throws Problem `unknown_tag`, `unknown_field` */
  list(options?: ContactFilter & PageOptions<ContactOrder['by']>): Promise<PageOf<ContactObject>>;
  /** @throws Problem `contact_not_found`, `ambiguous_contact` */
  show(which: string | number): Promise<ContactObject>;
  add(input: NewContactInput): Promise<ContactObject>;
  edit(which: string | number, changes: ContactInput): Promise<ContactObject>;
  /** Returns what was removed. @throws Problem `contact_has_calls` */
  remove(which: string | number): Promise<ContactObject>;
  /** Adds a tag to contacts. */
  tag(tag: string, whom: Partial<ContactSelection>): Promise<TagResult>;
  untag(tag: string, whom: Partial<ContactSelection>): Promise<TagResult>;
  /** Imports a list from a file: CSV, a workbook or JSON. Good rows are saved; the others are returned. */
  import(path: string, options?: ImportOptions): Promise<ImportedContacts>;
}

/** Opens a list of contacts in a file; undefined if the signal aborts first. @internal */
export type OpenList = (
  path: string,
  options: ListOptions,
  signal: AbortSignal,
) => Promise<ListFile | undefined>;

/** Returns the operations on the contacts of a session. @internal */
export function contactsOf({ settings, store, clock }: Session, openList: OpenList): Contacts {
  const show = (contact: Contact) => objectOf(contact, contactView);
  const find = async (which: string | number) => findContact(await store(), String(which), settings.country);
  const entering = () => ({ country: settings.country, now: clock().now() });
  const setTag = async (tag: string, isTagged: boolean, { words = [], filter }: Partial<ContactSelection>) =>
    tagContacts(
      await store(),
      { tag, isTagged, selection: { words, filter } },
      { country: settings.country, clock: clock() },
    );
  return {
    list: async ({ limit, page, cursor, sort, isCounted, ...filter } = {}) => {
      const kept = await store();
      const about = { profile: settings.profile, list: 'contacts', filter };
      const options = { limit, page, cursor, sort, isCounted };
      return readPageOf(about, options, (query) => listContacts(kept, filter, query, settings), show);
    },
    show: async (which) => show(await find(which)),
    add: async (input) => show((await addContact(await store(), input, entering())).contact),
    edit: async (which, changes) =>
      show((await editContact(await store(), String(which), changes, entering())).contact),
    remove: async (which) => {
      const contact = await find(which);
      await removeContact(await store(), contact);
      return show(contact);
    },
    tag: (tag, whom) => setTag(tag, true, whom),
    untag: (tag, whom) => setTag(tag, false, whom),
    import: async (path, options = {}) => {
      const signal = options.signal ?? new AbortController().signal;
      const { encoding, delimiter, sheet, label = path } = options;
      const list = await openList(path, { label, encoding, delimiter, sheet }, signal);
      signal.throwIfAborted();
      return importList(await store(), list, {
        ...options,
        signal,
        label,
        country: options.country ?? settings.country,
        now: () => clock().now(),
      });
    },
  };
}

async function importList(
  store: Awaited<ReturnType<Session['store']>>,
  list: ListFile | undefined,
  options: ImportOptions & { signal: AbortSignal; label: string; country: string; now: () => Date },
): Promise<ImportedContacts> {
  const {
    signal,
    label,
    map,
    onDuplicate = 'update',
    onNewOwner = 'reject',
    overwriteEmpty = false,
  } = options;
  const nothing = () => undefined;
  const head = list && (await readList(store, list, { signal, onProgress: nothing }));
  signal.throwIfAborted();
  if (!list || !head) throw new DOMException('The import was stopped.', 'AbortError');
  const rejects: ImportedContacts['rejects'] = [];
  const result = await importRows(store, list, {
    label,
    columns: columnsOf(head.headers, { ...head.remembered, ...map }, label),
    country: options.country,
    policy: { onDuplicate, onNewOwner, overwriteEmpty },
    tags: options.tags ?? [],
    dryRun: options.dryRun ?? false,
    now: options.now,
    signal,
    onProgress: nothing,
    onReject: ({ line, sentence, row, column, value }) =>
      rejects.push({ line, sentence, row, column, value }),
    onSaved: nothing,
  });
  return { ...result, rejects };
}
