import type { ContactDraft } from '../../domain/contacts/contact.ts';
import type { SavePolicy } from '../../domain/contacts/merging/merge.ts';
import { areTwoOwners, type Owner } from '../../domain/contacts/merging/new-owner.ts';
import { isForeign, type SavedRow, savingResults } from '../../domain/contacts/merging/saved-row.ts';
import { OwnersSoFar } from '../../domain/lists/numbers/owners-so-far.ts';
import { SeenNumbers } from '../../domain/lists/numbers/seen-numbers.ts';
import type { ContactStore, SaveOptions } from '../ports/contact-store.ts';
import type { PreparedRow } from '../ports/list-file.ts';
import { PeopleOfBatch, type PersonRows } from './people-of-batch.ts';

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

/** What is known of the rows before. */
interface Earlier {
  /** All numbers. Marked: those whose contact was created or updated. */
  seen: SeenNumbers;
  /** Numbers whose rows were about someone else than the contact. Marked: another row was about the contact. */
  foreign: SeenNumbers;
  /** In a dry run, who would have the numbers whose contact would be created or changed. */
  owners: OwnersSoFar | undefined;
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
  const owners = options.dryRun ? new OwnersSoFar() : undefined;
  const earlier: Earlier = { seen: new SeenNumbers(), foreign: new SeenNumbers(), owners };
  return (rows) => saveRows(store, rows, earlier, options);
}

async function saveRows(
  store: ContactStore,
  rows: readonly PreparedRow[],
  earlier: Earlier,
  { policy, dryRun, now }: SaveRowsOptions,
): Promise<RowAndResult[]> {
  const repeats = new Set<PreparedRow>();
  const people = new PeopleOfBatch();
  for (const row of rows) {
    const isRepeat = !earlier.seen.add(row.draft.phoneNumber);
    if (isRepeat) repeats.add(row);
    if (!isRepeat || policy.onDuplicate !== 'error') people.add(row, isRepeat, policy);
  }
  const results = new Map<PreparedRow, SavedRow>();
  const save = async (persons: readonly PersonRows[]) => {
    const drafts = persons.map((person) => {
      if (person.isRepeat) person.draft = asRepeat(person.draft, earlier);
      return person.draft;
    });
    const saved = dryRun
      ? await store.previewContacts(drafts, policy, now())
      : await store.saveContacts(drafts, now(), policy);
    for (const [index, person] of persons.entries()) {
      const result = resultOf(saved[index], person, earlier, policy);
      results.set(person.row, result);
      for (const row of person.more ?? []) results.set(row, isForeign(result) ? result : repeated(policy));
    }
  };
  await save(people.first);
  // Who else has a number is decided when it is known whose it is.
  if (people.others.length > 0) await save(people.others);
  return rows.map((row) => {
    const result = results.get(row) ?? repeated(policy);
    return { row, saved: repeats.has(row) ? { ...result, isRepeat: true } : result };
  });
}

/** Returns a row of a repeated number, which only fills gaps: unless no earlier row was about the contact. */
function asRepeat(draft: ContactDraft, { foreign }: Earlier): ContactDraft {
  return foreign.isUnmarked(draft.phoneNumber) ? draft : { ...draft, isRepeat: true };
}

/** Returns the result of a person's first row, with what the rows before it mean for it. */
function resultOf(
  saved: SavedRow | undefined,
  { draft }: PersonRows,
  { seen, foreign, owners }: Earlier,
  policy: SavePolicy,
): SavedRow {
  if (!saved) throw new Error('the store returned fewer results than rows');
  const { phoneNumber, isRepeat = false } = draft;
  const owner = owners?.get(phoneNumber);
  if (owner && areTwoOwners(owner, draft))
    return { result: 'shared', known: undefined, changes: [], owner: owner.name ?? '' };
  if (isForeign(saved) && !owner) {
    if (saved.result !== 'shared') foreign.add(phoneNumber);
    return saved;
  }
  foreign.mark(phoneNumber);
  if (isRepeat && policy.onDuplicate !== 'update') return repeated(policy);
  if (!savingResults.has(saved.result) && !owner) return saved;
  owners?.set(phoneNumber, ownerAfter(owner ?? saved.known, draft, saved.result));
  // An earlier row has counted the contact already.
  return seen.mark(phoneNumber) ? saved : { ...saved, result: 'unchanged', changes: [] };
}

/** Returns who has a number after a row about the same person, or one that replaces the person. */
function ownerAfter(before: Owner | undefined, draft: ContactDraft, result: SavedRow['result']): Owner {
  if (!before || result === 'replaced') return draft;
  const [first, second] = draft.isRepeat ? [before, draft] : [draft, before];
  return {
    name: first.name || second.name,
    email: first.email ?? second.email,
    businessName: first.businessName ?? second.businessName,
  };
}

function repeated({ onDuplicate }: SavePolicy): SavedRow {
  const results = { update: 'unchanged', skip: 'skipped', error: 'duplicate' } as const;
  return { result: results[onDuplicate], known: undefined, changes: [] };
}
