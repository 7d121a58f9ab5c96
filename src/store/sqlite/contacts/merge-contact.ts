import { type Contact, type ContactDraft, contactTextFields } from '../../../domain/contacts/contact.ts';
import { customField } from '../../../domain/contacts/custom-fields.ts';
import { areTwoPeople } from '../../../domain/contacts/names.ts';
import { distinctTags } from '../../../domain/contacts/tags.ts';
import type { FieldChange, SavePolicy } from '../../../operations/ports/contact-store.ts';

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
