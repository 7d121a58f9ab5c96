import { type Contact, type ContactDraft, contactTextFields } from './contact.ts';
import { customField } from './custom-fields.ts';
import { areTwoPeople } from './names.ts';
import { distinctTags } from './tags.ts';

/**
 * What happened, or in a dry run would happen, to a row of a list. `skipped` and `duplicate`: its number is a contact's
 * already, and nothing was done.
 */
export type SaveResult = 'created' | 'updated' | 'unchanged' | 'skipped' | 'duplicate';

/** What becomes of a row whose number is a contact's already. */
export const duplicatePolicies = ['update', 'skip', 'error'] as const;

export type DuplicatePolicy = (typeof duplicatePolicies)[number];

export interface SavePolicy {
  onDuplicate: DuplicatePolicy;
  /** Whether an empty cell clears what is known. */
  overwriteEmpty: boolean;
}

/** One field of a contact that a row changes. Empty: nothing was, or will be, known. */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

export interface SavedRow {
  result: SaveResult;
  /** Whom the number belonged to before. */
  known: Pick<Contact, 'id' | 'name'> | undefined;
  /** Of a row that is `updated`. */
  changes: FieldChange[];
  /** Its number stood in the list before. */
  isRepeat?: boolean;
}

/** A contact without what the database adds. */
type Details = Omit<Contact, 'id' | 'createdAt' | 'updatedAt'>;

/** What a row makes of the contact that has its number: what the row does not say stays. */
export function merged(known: Contact, draft: ContactDraft, policy: SavePolicy, now: Date): Details {
  // Whoever asked not to be called is not called because some list does not know of it.
  const doNotCallAt = known.doNotCallAt ?? (draft.doNotCall ? now : null);
  // Somebody who shares a phone with the person of an earlier row says nothing of that one.
  if (draft.isRepeat && areTwoPeople(known.name, draft.name)) return { ...known, doNotCallAt };
  return { ...fieldsOf(known, draft, policy), doNotCallAt };
}

function fieldsOf(
  known: Contact,
  draft: ContactDraft,
  { overwriteEmpty }: SavePolicy,
): Omit<Details, 'doNotCallAt'> {
  const before = overwriteEmpty && !draft.isRepeat ? cleared(known, draft) : known;
  const [sure, other] = draft.isRepeat ? [said(before), draft] : [draft, said(before)];
  return {
    phoneNumber: draft.phoneNumber,
    name: sure.name ?? other.name ?? '',
    email: sure.email ?? other.email ?? null,
    businessName: sure.businessName ?? other.businessName ?? null,
    businessWebsite: sure.businessWebsite ?? other.businessWebsite ?? null,
    timezone: sure.timezone ?? other.timezone ?? null,
    customFields: { ...other.customFields, ...sure.customFields },
    tags: distinctTags([...known.tags, ...(draft.tags ?? [])]),
  };
}

/** A contact as a list would say it: an empty name says nothing. */
function said(known: Contact): Partial<Contact> {
  if (known.name !== '') return known;
  const { name, ...rest } = known;
  return rest;
}

function cleared(known: Contact, { emptied }: ContactDraft): Contact {
  if (!emptied) return known;
  const gone = new Set(emptied.customKeys);
  const kept = Object.entries(known.customFields).filter(([key]) => !gone.has(key));
  const contact: Contact = { ...known, customFields: Object.fromEntries(kept) };
  for (const field of emptied.fields) {
    if (field === 'name') contact.name = '';
    else contact[field] = null;
  }
  return contact;
}

/** What of a contact would be otherwise, field by field. */
export function changesBetween(known: Contact, details: Details): FieldChange[] {
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

/**
 * What two rows of one list say together of the same contact: the later adds what the earlier does not say. The tags are those of
 * both, a mark against calls in either holds, and empty is what is so in both.
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
