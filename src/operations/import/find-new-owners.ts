import type { SavePolicy } from '../../domain/contacts/merging/merge.ts';
import { areTwoOwners } from '../../domain/contacts/merging/new-owner.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { SeenNumbers } from '../../domain/lists/numbers/seen-numbers.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ListFile, PreparedRow, Reading } from '../ports/list-file.ts';

/** A row that gives the number of a contact to someone else. */
export interface NewOwner {
  line: number;
  phoneNumber: string;
  /** The new owner. */
  name: string;
  /** The contact that has the number. */
  owner: string;
}

export interface NewOwners {
  count: number;
  /** The first few. */
  first: NewOwner[];
}

export interface FindOptions extends Pick<Reading, 'columns' | 'country'> {
  signal: AbortSignal;
  /** @param share of the list that has been looked at, from 0 to 1 */
  onProgress: (rows: number, share: number) => void;
}

const mostNamed = 5;

const nameKinds: ReadonlySet<string> = new Set([
  ...['name', 'firstName', 'middleName', 'lastName', 'nameOrBusiness'],
]);

/**
 * Returns whether a list may give numbers of contacts to others under this policy: there are contacts, and it has names. A first
 * import never does.
 */
export async function mayHaveNewOwners(
  store: Pick<ContactStore, 'listContacts'>,
  columns: readonly Column[],
  { onDuplicate }: Pick<SavePolicy, 'onDuplicate'>,
): Promise<boolean> {
  if (onDuplicate !== 'update' || !columns.some(({ meaning }) => nameKinds.has(meaning.kind))) return false;
  return (await store.listContacts({ afterId: 0, limit: 1 })).length > 0;
}

/**
 * Finds the rows of a list that give the numbers of contacts to others, so that the operator can be asked before anything is imported. Reads
 * the list to its end, and changes nothing.
 */
export async function findNewOwners(
  store: Pick<ContactStore, 'ownersOf'>,
  list: ListFile,
  { columns, country, signal, onProgress }: FindOptions,
): Promise<NewOwners> {
  const seen = new SeenNumbers();
  const found: NewOwners = { count: 0, first: [] };
  for await (const batch of list.readBatches({ columns, country, tags: [], withCells: false })) {
    if (signal.aborted) break;
    // Later rows with the same number do not decide whose it is.
    const rows = batch.rows.filter(({ draft }) => seen.add(draft.phoneNumber));
    for (const owner of await newOwnersAmong(store, rows)) {
      found.count++;
      if (found.first.length < mostNamed) found.first.push(owner);
    }
    onProgress(batch.count, batch.share);
  }
  return found;
}

async function newOwnersAmong(
  store: Pick<ContactStore, 'ownersOf'>,
  rows: readonly PreparedRow[],
): Promise<NewOwner[]> {
  const known = await store.ownersOf(rows.map(({ draft }) => draft.phoneNumber));
  const owners = new Map(known.map((owner) => [owner.phoneNumber, owner]));
  return rows.flatMap(({ line, draft }) => {
    const { phoneNumber, name = '' } = draft;
    const owner = owners.get(phoneNumber);
    return owner && areTwoOwners(owner, draft) ? [{ line, phoneNumber, name, owner: owner.name }] : [];
  });
}
