import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SimulatorOptions } from '../../src/telephony/simulator/simulator.ts';
import { databaseNamed, writeNewDatabase } from './new-database.ts';
import { type Operator, openOperator } from './operator.ts';

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
export async function operatorWith(list = people, options: SimulatorOptions = {}): Promise<Operator> {
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

/** Returns every row of the contacts, scheduled calls and calls. */
export function everything({ rows }: Operator): Record<string, unknown>[][] {
  return ['contacts', 'scheduled_calls', 'calls'].map((table) => rows(`select * from ${table} order by id`));
}
