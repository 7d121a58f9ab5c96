import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, importChanges } from '../schema/schema.ts';

/** What is kept of a contact for as long as its import may be taken back. */
const kept = z.object({
  name: z.string(),
  email: z.string().nullable(),
  businessName: z.string().nullable(),
  businessWebsite: z.string().nullable(),
  timezone: z.string().nullable(),
  customFields: z.record(z.string(), z.string()),
  doNotCallAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable(),
  tagsGiven: z.array(z.string()),
});

/** What `keepForUndo` has written. */
export function keptOf(before: string): z.infer<typeof kept> {
  return kept.parse(JSON.parse(before));
}

/**
 * Keeps what a contact was before an import changed it for the first time, unless the import had brought it.
 *
 * @returns the time to write into the contact: that of the first change, so that one by hand since is known by its own
 */
export function keepForUndo(
  db: BetterSQLite3Database,
  importId: number,
  known: Contact,
  tagsGiven: readonly string[],
  now: Date,
): Date {
  const written = writtenBefore(db).get({ importId, contactId: known.id });
  if (written?.broughtBy === importId) return known.updatedAt;
  if (written?.before) {
    const before = keptOf(written.before);
    const all = { ...before, tagsGiven: [...before.tagsGiven, ...tagsGiven] };
    db.update(importChanges)
      .set({ before: JSON.stringify(all) })
      .where(and(eq(importChanges.importId, importId), eq(importChanges.contactId, known.id)))
      .run();
    return known.updatedAt;
  }
  const { name, email, businessName, businessWebsite, timezone, customFields, doNotCallAt } = known;
  const fields = { name, email, businessName, businessWebsite, timezone, customFields, doNotCallAt };
  const before = JSON.stringify({ ...fields, tagsGiven });
  insertChange(db).run({ importId, contactId: known.id, before, writtenAt: now });
  return now;
}

/** Says that there is nothing to restore any more. */
export function forgetChange(
  db: BetterSQLite3Database,
  { importId, contactId }: { importId: number; contactId: number },
): void {
  const where = and(eq(importChanges.importId, importId), eq(importChanges.contactId, contactId));
  db.delete(importChanges).where(where).run();
}

const writtenBefore = preparedOnce((db) =>
  db
    .select({ broughtBy: contacts.importId, before: importChanges.before })
    .from(contacts)
    .leftJoin(
      importChanges,
      and(eq(importChanges.importId, sql.placeholder('importId')), eq(importChanges.contactId, contacts.id)),
    )
    .where(eq(contacts.id, sql.placeholder('contactId')))
    .prepare(),
);

const insertChange = preparedOnce((db) =>
  db
    .insert(importChanges)
    .values({
      importId: sql.placeholder('importId'),
      contactId: sql.placeholder('contactId'),
      before: sql.placeholder('before'),
      writtenAt: sql.placeholder('writtenAt'),
    })
    .prepare(),
);
