import { type ContactDraft, mergeDrafts } from '../domain/contact.ts';
import type { ContactStore, SavedRow, SavePolicy } from './contact-store.ts';
import type { SeenNumbers } from './seen-numbers.ts';

/** A row of a list that says whom to phone. */
export interface PreparedRow {
  line: number;
  cells: string[];
  draft: ContactDraft;
}

export interface SaveRowsOptions {
  policy: SavePolicy;
  /** The numbers of the rows before; these are added. */
  seen: SeenNumbers;
  dryRun: boolean;
  now: () => Date;
}

/**
 * Saves rows of one list. Those of one number are one contact, of which the first row has the last word: so the same
 * list says the same however often it is imported.
 *
 * @returns one result a row
 */
export async function saveRows(
  store: ContactStore,
  rows: readonly PreparedRow[],
  { policy, seen, dryRun, now }: SaveRowsOptions,
): Promise<SavedRow[]> {
  const people = new Map<string, { draft: ContactDraft; row: PreparedRow }>();
  for (const row of rows) {
    const number = row.draft.phoneNumber;
    const isRepeat = !seen.add(number);
    const before = people.get(number);
    if (before) before.draft = mergeDrafts(before.draft, row.draft);
    else if (!isRepeat) people.set(number, { draft: row.draft, row });
    else if (policy.onDuplicate === 'update') people.set(number, { draft: { ...row.draft, isRepeat }, row });
  }
  const drafts = [...people.values()].map(({ draft }) => draft);
  const saved = dryRun
    ? await store.previewContacts(drafts, policy)
    : await store.saveContacts(drafts, now(), policy);
  const results = new Map(
    [...people.values()].map(({ row, draft }, place) => [row, settled(saved[place], draft)]),
  );
  return rows.map((row) => results.get(row) ?? repeated(policy));
}

/** What was saved for its first row. In a dry run a contact that the list itself brought is not there to be found. */
function settled(saved: SavedRow | undefined, { isRepeat }: ContactDraft): SavedRow {
  if (!saved) throw new Error('the store has not answered for every row');
  return isRepeat && saved.result === 'created' ? { ...saved, result: 'unchanged' } : saved;
}

function repeated({ onDuplicate }: SavePolicy): SavedRow {
  const results = { update: 'unchanged', skip: 'skipped', error: 'duplicate' } as const;
  return { result: results[onDuplicate], known: undefined, changes: [] };
}
