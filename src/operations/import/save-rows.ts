import type { ContactDraft } from '../../domain/contacts/contact.ts';
import { mergeDrafts, type SavedRow, type SavePolicy } from '../../domain/contacts/merge.ts';
import { SeenNumbers } from '../../domain/lists/seen-numbers.ts';
import type { ContactStore, SaveOptions } from '../ports/contact-store.ts';
import type { PreparedRow } from '../ports/list-file.ts';

export interface SaveRowsOptions {
  policy: SaveOptions;
  /** Changes nothing, and returns what would change. */
  dryRun: boolean;
  now: () => Date;
}

export interface RowAndResult {
  row: PreparedRow;
  saved: SavedRow;
}

/**
 * Returns a function that saves the rows of one list, some at a time, and returns a result for each. Rows with the same number are
 * one contact, and an earlier row takes precedence over later ones: importing the same list again changes nothing. A contact
 * counts as created or updated once, for the first row that does so.
 */
export function saverOfRows(
  store: ContactStore,
  options: SaveRowsOptions,
): (rows: readonly PreparedRow[]) => Promise<RowAndResult[]> {
  // Marked: numbers whose contact was created or updated.
  const seen = new SeenNumbers();
  return (rows) => saveRows(store, rows, seen, options);
}

async function saveRows(
  store: ContactStore,
  rows: readonly PreparedRow[],
  seen: SeenNumbers,
  { policy, dryRun, now }: SaveRowsOptions,
): Promise<RowAndResult[]> {
  const isMerged = policy.onDuplicate === 'update';
  const repeats = new Set<PreparedRow>();
  const people = new Map<string, { draft: ContactDraft; row: PreparedRow }>();
  for (const row of rows) {
    const number = row.draft.phoneNumber;
    const isRepeat = !seen.add(number);
    if (isRepeat) repeats.add(row);
    const before = people.get(number);
    if (!isRepeat) people.set(number, { draft: row.draft, row });
    else if (before && isMerged) before.draft = mergeDrafts(before.draft, row.draft);
    else if (isMerged) people.set(number, { draft: { ...row.draft, isRepeat }, row });
  }
  const each = [...people.values()];
  const drafts = each.map(({ draft }) => draft);
  const saved = dryRun
    ? await store.previewContacts(drafts, policy)
    : await store.saveContacts(drafts, now(), policy);
  const results = new Map(each.map(({ row, draft }, index) => [row, counted(saved[index], draft, seen)]));
  return rows.map((row) => {
    const result = results.get(row) ?? repeated(policy);
    return { row, saved: repeats.has(row) ? { ...result, isRepeat: true } : result };
  });
}

/** Returns a contact's result, which is `unchanged` if an earlier batch has counted the contact already. */
function counted(saved: SavedRow | undefined, { phoneNumber }: ContactDraft, seen: SeenNumbers): SavedRow {
  if (!saved) throw new Error('the store returned fewer results than rows');
  const isChange = saved.result === 'created' || saved.result === 'updated';
  return !isChange || seen.mark(phoneNumber) ? saved : { ...saved, result: 'unchanged', changes: [] };
}

function repeated({ onDuplicate }: SavePolicy): SavedRow {
  const results = { update: 'unchanged', skip: 'skipped', error: 'duplicate' } as const;
  return { result: results[onDuplicate], known: undefined, changes: [] };
}
