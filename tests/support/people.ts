import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import { contactView } from '../../src/views/contact.ts';
import { objectOf } from '../../src/views/view.ts';
import { databaseNamed, writeNewDatabase } from './new-database.ts';
import { type Operator, type OperatorOptions, openOperator } from './operator.ts';

/** A list of three people whose calls the simulator places. */
export const people = `Name,Mobile,Email,Plan Tier
Ada Lovelace,0491 570 006,ada@example.com,gold
Grace Hopper,0491 570 156,,silver
Émile Zola,0491 570 157,,
`;

/**
 * Opens an operator whose contacts come from this CSV text, with ids from 1. The program imports each text once; later operators get a copy
 * of what it made.
 */
export async function operatorWith(list = people, options: OperatorOptions = {}): Promise<Operator> {
  const operator = await openOperator(options);
  const made = databaseNamed(createHash('sha256').update(list).digest('hex'));
  if (existsSync(made)) {
    writeNewDatabase(operator.database, made);
    return operator;
  }
  const imported = await operator.voicebot(['contacts', 'import', '-'], { stdin: list });
  if (imported.code !== 0) throw new Error(imported.stderr);
  const copy = join(operator.home, 'made.db');
  copyFileSync(operator.database, copy);
  renameSync(copy, made);
  return operator;
}

/** What operators had, and the time on their clocks, once {@link operatorAfter} had prepared them. */
const prepared = new Map<string, { database: string; now: string }>();

/**
 * Opens an operator whose database and clock are as `prepare` leaves them. It is called once for each name; later operators get a copy,
 * because what it runs takes a while.
 */
export async function operatorAfter(
  name: string,
  prepare: () => Promise<Operator>,
  options: OperatorOptions = {},
): Promise<Operator> {
  const known = prepared.get(name);
  if (known) {
    const operator = await openOperator(options);
    writeNewDatabase(operator.database, known.database);
    operator.clock.moveTo(known.now);
    return operator;
  }
  const operator = await prepare();
  const database = databaseNamed(`${process.pid}-${prepared.size}`);
  const open = openSqlite(operator.database);
  open.pragma('wal_checkpoint(truncate)');
  open.close();
  copyFileSync(operator.database, database);
  prepared.set(name, { database, now: operator.clock.now().toISOString() });
  return operator;
}

const anyObject = z.record(z.string(), z.unknown());

/** Returns the object at a path of a JSON document. @throws ZodError if there is none */
export function objectAt(document: unknown, ...path: (string | number)[]): Record<string, unknown> {
  let value: unknown = document;
  for (const step of path) {
    value = typeof step === 'number' ? z.array(z.unknown()).parse(value)[step] : anyObject.parse(value)[step];
  }
  return anyObject.parse(value);
}

/** Returns the list of objects under a key of a JSON document. @throws ZodError if there is none */
export function listAt(document: unknown, key: string): Record<string, unknown>[] {
  return z.array(anyObject).parse(objectAt(document)[key]);
}

const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Returns all contacts as `contacts list --json` prints them. It reads them itself, because the program takes a while to start. */
export async function contactsOf({
  database,
}: Pick<Operator, 'database'>): Promise<Record<string, unknown>[]> {
  const store = openStore({ path: database, migrations });
  try {
    const contacts = await store.listContacts({ afterId: 0, limit: 1_000_000 });
    const printed = JSON.stringify(contacts.map((contact) => objectOf(contact, contactView)));
    return z.array(anyObject).parse(JSON.parse(printed));
  } finally {
    store.close();
  }
}

/** Returns every row of the contacts, scheduled calls and calls. */
export function everything({ rows }: Operator): Record<string, unknown>[][] {
  return ['contacts', 'scheduled_calls', 'calls'].map((table) => rows(`select * from ${table} order by id`));
}
