import { type Contact, type ContactDetails, type ContactDraft, contactTextFields } from '../contact.ts';
import { customField } from '../custom-fields.ts';
import type { TakenOverMark } from '../suppression/do-not-call.ts';
import { distinctTags } from '../tags.ts';
import { areTwoOwners, type NewOwnerPolicy } from './new-owner.ts';
import type { FieldChange, SavedRow, SaveResult } from './saved-row.ts';

/** What to do with a row whose number already belongs to a contact. */
export const duplicatePolicies = ['update', 'skip', 'error'] as const;

export type DuplicatePolicy = (typeof duplicatePolicies)[number];

export interface SavePolicy {
  onDuplicate: DuplicatePolicy;
  /** Whether an empty cell clears the contact's value. */
  overwriteEmpty: boolean;
  /** What to do with a row that gives the contact's number to someone else, if such a contact is updated at all. */
  onNewOwner: NewOwnerPolicy;
}

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
  const result = resultOfTwoOwners(known, draft, policy);
  if (result && result !== 'replaced')
    return { row: { result, known, owner: known.name, changes: [] }, details: known };
  const fields = result ? newContact(draft, now) : mergedFields(known, draft, policy);
  // Neither a list without the mark, nor a new owner, must make a number callable again.
  const details = { ...fields, doNotCallAt: known.doNotCallAt ?? (draft.doNotCall ? now : null) };
  const changes = changesBetween(known, details);
  if (result) return { row: { result, known, owner: known.name, changes }, details };
  return { row: { result: resultOf(changes, draft, policy), known, changes }, details };
}

/** Returns the result of a row whose contact takes over a do-not-call mark. */
export function withTakenOver(
  { row, details }: { row: SavedRow; details: ContactDetails },
  takenOver: TakenOverMark,
): { row: SavedRow; details: ContactDetails } {
  const mark = { field: 'doNotCall', before: '', after: 'yes' };
  const changes = row.result === 'created' ? row.changes : [...row.changes, mark];
  return { row: { ...row, changes, takenOver }, details: { ...details, doNotCallAt: takenOver.since } };
}

/**
 * Returns what two rows of one list say about the same contact. The earlier row wins, the later one fills its gaps; tags and
 * do-not-call marks of both count, and a field counts as empty only if it is empty in both.
 */
export function mergeDrafts(earlier: ContactDraft, later: ContactDraft): ContactDraft {
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

/** Returns what becomes of a row whose person is not the contact; undefined if it may be the same person, or the row is skipped anyway. */
function resultOfTwoOwners(
  known: Contact,
  draft: ContactDraft,
  { onDuplicate, onNewOwner }: SavePolicy,
): 'shared' | 'new_owner' | 'kept' | 'replaced' | undefined {
  if (!draft.isRepeat && onDuplicate !== 'update') return undefined;
  if (!areTwoOwners(known, draft)) return undefined;
  if (draft.isRepeat) return 'shared';
  return ({ reject: 'new_owner', keep: 'kept', replace: 'replaced' } as const)[onNewOwner];
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
  const { tags } = details;
  if (tags.length > known.tags.length || known.tags.some((tag) => !tags.includes(tag)))
    compare('tags', known.tags.join('; '), tags.join('; '));
  compare('doNotCall', known.doNotCallAt ? 'yes' : '', details.doNotCallAt ? 'yes' : '');
  return changes;
}

function resultOf(
  changes: readonly FieldChange[],
  draft: ContactDraft,
  { onDuplicate }: SavePolicy,
): SaveResult {
  if (onDuplicate === 'skip') return 'skipped';
  // The policy is about contacts from before this list, not about a number that the list repeats.
  if (onDuplicate === 'error' && !draft.isRepeat) return 'duplicate';
  return changes.length > 0 ? 'updated' : 'unchanged';
}
