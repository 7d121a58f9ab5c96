import type { ContactDraft } from '../../domain/contacts/contact.ts';
import { mergeDrafts, type SavedRow, type SavePolicy } from '../../domain/contacts/merge.ts';
import type { ContactStore, SaveOptions } from '../ports/contact-store.ts';
import type { PreparedRow } from '../ports/list-file.ts';
import { SeenNumbers } from './seen-numbers.ts';

export interface SaveRowsOptions {
  policy: SaveOptions;
  dryRun: boolean;
  now: () => Date;
}

/**
 * Saves the rows of one list, some at a time. Those of one number are one contact, of which the first row has the last word: so
 * the same list says the same however often it is imported.
 *
 * @returns what answers one result a row. A contact is created or updated once, by the first row that does so
 */
export function saverOfRows(
  store: ContactStore,
  options: SaveRowsOptions,
): (rows: readonly PreparedRow[]) => Promise<SavedRow[]> {
  // Those whose contact the list has brought or changed are marked.
  const seen = new SeenNumbers();
  return (rows) => saveRows(store, rows, seen, options);
}

async function saveRows(
  store: ContactStore,
  rows: readonly PreparedRow[],
  seen: SeenNumbers,
  { policy, dryRun, now }: SaveRowsOptions,
): Promise<SavedRow[]> {
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
  const results = new Map(each.map(({ row, draft }, index) => [row, settled(saved[index], draft, seen)]));
  return rows.map((row) => {
    const result = results.get(row) ?? repeated(policy);
    return repeats.has(row) ? { ...result, isRepeat: true } : result;
  });
}

/** What was saved for a person; nothing new where an earlier batch has told of the same contact already. */
function settled(saved: SavedRow | undefined, { phoneNumber }: ContactDraft, seen: SeenNumbers): SavedRow {
  if (!saved) throw new Error('the store has not answered for every row');
  const isChange = saved.result === 'created' || saved.result === 'updated';
  return !isChange || seen.mark(phoneNumber) ? saved : { ...saved, result: 'unchanged', changes: [] };
}

function repeated({ onDuplicate }: SavePolicy): SavedRow {
  const results = { update: 'unchanged', skip: 'skipped', error: 'duplicate' } as const;
  return { result: results[onDuplicate], known: undefined, changes: [] };
}
