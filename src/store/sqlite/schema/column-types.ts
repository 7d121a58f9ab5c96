import { sql } from 'drizzle-orm';
import { customType, integer } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';

const stringMap = z.record(z.string(), z.string());

/** A JSON object of strings. What is read back is checked, for a database file comes from outside too. */
export const texts = customType<{ data: Record<string, string>; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => stringMap.parse(JSON.parse(value)),
});

/** Text that is the same in capitals and small letters (of ASCII). */
export const anyCase = customType<{ data: string; driverData: string }>({
  dataType: () => 'text collate nocase',
});

/** One of these words, which is checked when it is read. */
export const oneWordOf = <T extends string>(words: readonly T[]) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (value) => z.enum(words).parse(value),
  });

export const oneOf = (statuses: readonly string[]) =>
  sql.raw(`status in (${statuses.map((one) => `'${one}'`).join(', ')})`);

export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });
