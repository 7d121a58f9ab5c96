import { type Contact, type ContactDetails, type ContactDraft, contactTextFields } from './contact.ts';
import { customField } from './custom-fields.ts';
import { areTwoPeople } from './names.ts';
import type { TakenOverMark } from './suppression/do-not-call.ts';
import { distinctTags } from './tags.ts';

/** What to do with a row whose number already belongs to a contact. */
export const duplicatePolicies = ['update', 'skip', 'error'] as const;

export type DuplicatePolicy = (typeof duplicatePolicies)[number];

export interface SavePolicy {
  onDuplicate: DuplicatePolicy;
  /** Whether an empty cell clears the contact's value. */
  overwriteEmpty: boolean;
}

/**
 * What happened to a row of a list, or would happen in a dry run. `skipped` and `duplicate`: the number already belonged to a
 * contact, which was not changed.
 */
export type SaveResult = 'created' | 'updated' | 'unchanged' | 'skipped' | 'duplicate';

/** A field of a contact that a row changes; empty text stands for no value. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface SavedRow {
  result: SaveResult;
  /** The contact that already had the number. */
  known: Pick<Contact, 'id' | 'name'> | undefined;
  /** What an `updated` row changed. */
  changes: FieldChange[];
  /** Whether an earlier row of the same list had the number. */
  isRepeat?: boolean;
  /** The do-not-call mark that the contact takes over, if it does. */
  takenOver?: TakenOverMark;
}

export const createdRow: SavedRow = { result: 'created', known: undefined, changes: [] };

/** Returns the contact that a row creates when no contact has its number. */
export function newContact(draft: ContactDraft, now: Date): ContactDetails {
  return {
    phoneNumber: draft.phoneNumber,
    name: draft.name ?? '',
    email: draft.email ?? null,
    businessName: draft.businessName ?? null,
    businessWebsite: draft.businessWebsite ?? null,
    timezone: draft.timezone ?? null,
    customFields: draft.customFields,
    tags: draft.tags ? distinctTags(draft.tags) : [],
    doNotCallAt: draft.doNotCall ? now : null,
  };
}

/**
 * Returns what a row makes of the contact that has its number. What the row leaves out keeps its value.
 *
 * @returns `details` is for the caller to write when `row.result` is `updated`
 */
export function mergeContact(
  known: Contact,
  draft: ContactDraft,
  policy: SavePolicy,
  now: Date,
): { row: SavedRow; details: ContactDetails } {
  const details = mergedDetails(known, draft, policy, now);
  const changes = changesBetween(known, details);
  return { row: { result: resultOf(changes, draft, policy), known, changes }, details };
}

/** Returns the result of a row whose contact takes over a do-not-call mark. */
export function withTakenOver(
  { row, details }: { row: SavedRow; details: ContactDetails },
  takenOver: TakenOverMark,
): { row: SavedRow; details: ContactDetails } {
  const mark = { field: 'doNotCall', before: '', after: 'yes' };
  const changes = row.result === 'updated' ? [...row.changes, mark] : row.changes;
  return { row: { ...row, changes, takenOver }, details: { ...details, doNotCallAt: takenOver.since } };
}

/**
 * Returns what two rows of one list say about the same contact. The earlier row wins, the later one fills its gaps; tags and
 * do-not-call marks of both count, and a field counts as empty only if it is empty in both.
 */
export function mergeDrafts(earlier: ContactDraft, later: ContactDraft): ContactDraft {
  if (areTwoPeople(earlier.name, later.name))
    return later.doNotCall ? { ...earlier, doNotCall: true } : earlier;
  const { emptied: one, ...first } = earlier;
  const { emptied: other, ...second } = later;
  const tags = distinctTags([...(earlier.tags ?? []), ...(later.tags ?? [])]);
  return {
    ...second,
    ...first,
    customFields: { ...later.customFields, ...earlier.customFields },
    ...(tags.length > 0 ? { tags } : {}),
    ...(one && other
      ? {
          emptied: {
            fields: one.fields.filter((field) => other.fields.includes(field)),
            customKeys: one.customKeys.filter((key) => other.customKeys.includes(key)),
          },
        }
      : {}),
  };
}

function mergedDetails(known: Contact, draft: ContactDraft, policy: SavePolicy, now: Date): ContactDetails {
  // A list without the mark must not make a contact callable again.
  const doNotCallAt = known.doNotCallAt ?? (draft.doNotCall ? now : null);
  // A later row of the list may be about someone else who shares the phone.
  if (draft.isRepeat && areTwoPeople(known.name, draft.name)) return { ...known, doNotCallAt };
  return { ...mergedFields(known, draft, policy), doNotCallAt };
}

function mergedFields(
  known: Contact,
  draft: ContactDraft,
  { overwriteEmpty }: SavePolicy,
): Omit<ContactDetails, 'doNotCallAt'> {
  const before = filledFields(overwriteEmpty && !draft.isRepeat ? withoutEmptied(known, draft) : known);
  const [first, second] = draft.isRepeat ? [before, draft] : [draft, before];
  return {
    phoneNumber: draft.phoneNumber,
    name: first.name ?? second.name ?? '',
    email: first.email ?? second.email ?? null,
    businessName: first.businessName ?? second.businessName ?? null,
    businessWebsite: first.businessWebsite ?? second.businessWebsite ?? null,
    timezone: first.timezone ?? second.timezone ?? null,
    customFields: { ...second.customFields, ...first.customFields },
    tags: distinctTags([...known.tags, ...(draft.tags ?? [])]),
  };
}

/** Returns a contact without its name if that is empty, so that another name can take its place. */
function filledFields(contact: Contact): Partial<Contact> {
  if (contact.name !== '') return contact;
  const { name, ...rest } = contact;
  return rest;
}

function withoutEmptied(known: Contact, { emptied }: ContactDraft): Contact {
  if (!emptied) return known;
  const emptiedKeys = new Set(emptied.customKeys);
  const remaining = Object.entries(known.customFields).filter(([key]) => !emptiedKeys.has(key));
  const contact: Contact = { ...known, customFields: Object.fromEntries(remaining) };
  for (const field of emptied.fields) {
    if (field === 'name') contact.name = '';
    else contact[field] = null;
  }
  return contact;
}

function changesBetween(known: Contact, details: ContactDetails): FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (field: string, before: string, after: string) => {
    if (before !== after) changes.push({ field, before, after });
  };
  for (const field of contactTextFields) compare(field, known[field] ?? '', details[field] ?? '');
  for (const key of new Set([...Object.keys(known.customFields), ...Object.keys(details.customFields)]))
    compare(key, customField(known.customFields, key) ?? '', customField(details.customFields, key) ?? '');
  if (details.tags.length > known.tags.length)
    compare('tags', known.tags.join('; '), details.tags.join('; '));
  compare('doNotCall', known.doNotCallAt ? 'yes' : '', details.doNotCallAt ? 'yes' : '');
  return changes;
}

function resultOf(
  changes: readonly FieldChange[],
  draft: ContactDraft,
  { onDuplicate }: SavePolicy,
): SaveResult {
  // The policy is about contacts from before this list, not about a number that the list repeats.
  if (onDuplicate !== 'update' && !draft.isRepeat) return onDuplicate === 'skip' ? 'skipped' : 'duplicate';
  return changes.length > 0 ? 'updated' : 'unchanged';
}
