import { and, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import { waitReasons } from '../../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../../domain/contacts/contact.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { contacts, importChanges } from '../schema/contact-tables.ts';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** A scheduled call as it was before an import cancelled it. */
const cancelledCall = z.object({
  id: z.number(),
  nextAttemptAt: instant.nullable(),
  waitsFor: z.enum(waitReasons).nullable(),
  opening: instant.nullable(),
  errorMessage: z.string().nullable(),
});

export type CancelledCall = z.infer<typeof cancelledCall>;

/** A contact as it was before an import, and what the import did besides. */
const contactBefore = z.object({
  name: z.string(),
  email: z.string().nullable(),
  businessName: z.string().nullable(),
  businessWebsite: z.string().nullable(),
  timezone: z.string().nullable(),
  customFields: z.record(z.string(), z.string()),
  doNotCallAt: instant.nullable(),
  tagsGiven: z.array(z.string()),
  /** Of a contact that another person replaced. */
  tagsTaken: z.array(z.string()).default([]),
  cancelledCalls: z.array(cancelledCall).default([]),
  personSince: instant.nullable().optional(),
});

/** What an import does to a contact besides changing its fields. */
export interface OtherChanges {
  tagsGiven: readonly string[];
  tagsTaken?: readonly string[];
  cancelledCalls?: readonly CancelledCall[];
  /** Since when a contact that is replaced has been who it is. */
  personSince?: Date | null;
}

/** Parses what `keepForUndo` has written. */
export function parseBefore(text: string): z.infer<typeof contactBefore> {
  return contactBefore.parse(JSON.parse(text));
}

/**
 * Records a contact before an import changes it for the first time, unless the import created it.
 *
 * @returns the time to write into the contact: that of the import's first change, by which a later edit is recognised
 */
export function keepForUndo(
  db: BetterSQLite3Database,
  importId: number,
  known: Contact,
  { tagsGiven, tagsTaken = [], cancelledCalls = [], personSince }: OtherChanges,
  now: Date,
): Date {
  const recorded = recordedChange(db).get({ importId, contactId: known.id });
  if (recorded?.createdBy === importId) return known.updatedAt;
  if (recorded?.before) {
    const before = parseBefore(recorded.before);
    const all = {
      personSince,
      ...before,
      tagsGiven: [...before.tagsGiven, ...tagsGiven],
      tagsTaken: [...before.tagsTaken, ...tagsTaken.filter((tag) => !before.tagsGiven.includes(tag))],
      cancelledCalls: [...before.cancelledCalls, ...cancelledCalls],
    };
    db.update(importChanges)
      .set({ before: JSON.stringify(all) })
      .where(isChange({ importId, contactId: known.id }))
      .run();
    return known.updatedAt;
  }
  const { name, email, businessName, businessWebsite, timezone, customFields, doNotCallAt } = known;
  const fields = { name, email, businessName, businessWebsite, timezone, customFields, doNotCallAt };
  const before = JSON.stringify({ ...fields, tagsGiven, tagsTaken, cancelledCalls, personSince });
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
