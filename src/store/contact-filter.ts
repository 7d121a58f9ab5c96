import { and, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { readDoNotCall } from '../domain/do-not-call.ts';
import { fold } from '../domain/name-match.ts';
import type { ContactFilter } from '../operations/contact-store.ts';
import { searchedFor, withWords } from './contact-search.ts';
import { sameTag } from './contact-tags.ts';
import { contacts, contactTags } from './schema.ts';

const nobody = sql`false`;

/** The fields of a contact that are no custom fields, by the names that operators use. */
const ownFields: Record<string, SQL> = {
  name: sql`${contacts.name}`,
  phone: sql`${contacts.phoneNumber}`,
  phone_number: sql`${contacts.phoneNumber}`,
  email: sql`${contacts.email}`,
  business_name: sql`${contacts.businessName}`,
  business_website: sql`${contacts.businessWebsite}`,
  timezone: sql`${contacts.timezone}`,
  do_not_call: sql`iif(${contacts.doNotCallAt} is null, 'no', 'yes')`,
};

/** Whether a filter is answered from the search index, which then has to be brought up to date. */
export function needsSearch({ search, where = [] }: ContactFilter): boolean {
  return (
    search !== undefined || where.some(({ field, value }) => !Object.hasOwn(ownFields, field) && value !== '')
  );
}

/** The contacts that meet the filter, as a condition on `contacts`. */
export function meets({ search, tags = [], where = [] }: ContactFilter): SQL | undefined {
  return and(
    search === undefined ? undefined : (searchedFor(search) ?? nobody),
    ...tags.map(
      (tag) =>
        sql`contacts.id in (select ${contactTags.contactId} from ${contactTags} where ${sameTag(tag)})`,
    ),
    ...where.map(({ field, value }) => hasValue(field, value)),
  );
}

/** Whether this is one of every contact's fields, or a custom field that anybody has. */
export function isKnownField(db: BetterSQLite3Database, field: string): boolean {
  if (Object.hasOwn(ownFields, field)) return true;
  const has = sql`exists (select 1 from json_each(${contacts.customFields}) as field where field.key = ${field})`;
  return db.select({ id: contacts.id }).from(contacts).where(has).limit(1).get() !== undefined;
}

function spelt(mark: boolean | undefined): string | null {
  if (mark === undefined) return null;
  return mark ? 'yes' : 'no';
}

function hasValue(field: string, value: string): SQL | undefined {
  const own = Object.hasOwn(ownFields, field) ? ownFields[field] : undefined;
  if (field === 'do_not_call') return sql`${own} = ${spelt(readDoNotCall(value))}`;
  if (own) return sql`fold(coalesce(${own}, '')) = ${fold(value)}`;
  const custom = sql`select 1 from json_each(${contacts.customFields}) as field where field.key = ${field}`;
  if (value === '') return sql`not exists (${custom} and field.value <> '')`;
  // The index narrows it down; what it finds is then compared as it stands.
  return and(withWords('other', value), sql`exists (${custom} and fold(field.value) = ${fold(value)})`);
}
