import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, importChanges } from '../schema/contact-tables.ts';

/** A contact as it was before an import, and the tags that the import added. */
const contactBefore = z.object({
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

/** Parses what `keepForUndo` has written. */
export function parseBefore(text: string): z.infer<typeof contactBefore> {
  return contactBefore.parse(JSON.parse(text));
}

/**
 * Records a contact before an import changes it for the first time, unless the import created it.
 *
 * @param tags that the import adds now
 * @returns the time to write into the contact: that of the import's first change, by which a later edit is recognised
 */
export function keepForUndo(
  db: BetterSQLite3Database,
  importId: number,
  known: Contact,
  tags: readonly string[],
  now: Date,
): Date {
  const recorded = recordedChange(db).get({ importId, contactId: known.id });
  if (recorded?.createdBy === importId) return known.updatedAt;
  if (recorded?.before) {
    const before = parseBefore(recorded.before);
    const all = { ...before, tagsGiven: [...before.tagsGiven, ...tags] };
    db.update(importChanges)
      .set({ before: JSON.stringify(all) })
      .where(isChange({ importId, contactId: known.id }))
      .run();
    return known.updatedAt;
  }
  const { name, email, businessName, businessWebsite, timezone, customFields, doNotCallAt } = known;
  const fields = { name, email, businessName, businessWebsite, timezone, customFields, doNotCallAt };
  const before = JSON.stringify({ ...fields, tagsGiven: tags });
  insertChange(db).run({ importId, contactId: known.id, before, writtenAt: now });
  return now;
}

interface ChangeKey {
  importId: number;
  contactId: number;
}

/** Deletes the record of a change. */
export function forgetChange(db: BetterSQLite3Database, change: ChangeKey): void {
  db.delete(importChanges).where(isChange(change)).run();
}

function isChange({ importId, contactId }: ChangeKey) {
  return and(eq(importChanges.importId, importId), eq(importChanges.contactId, contactId));
}

const recordedChange = preparedOnce((db) =>
  db
    .select({ createdBy: contacts.importId, before: importChanges.before })
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
