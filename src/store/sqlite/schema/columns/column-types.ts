import { sql } from 'drizzle-orm';
import { customType, integer } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';

/** Keeps every key: zod's own `record` drops `__proto__`, which a variable of a call may be called. */
const stringRecord = z.custom<Record<string, string>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string'),
);

/** Defines a column with a JSON object of strings. It is checked when read, because a database file can come from anywhere. */
export const stringMap = customType<{ data: Record<string, string>; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => stringRecord.parse(JSON.parse(value)),
});

const anyRecord = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** Defines a column with a JSON object. It is checked when read. */
export const jsonObject = customType<{ data: Record<string, unknown>; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => anyRecord.parse(JSON.parse(value)),
});

/** Defines a column with a JSON array of ids. It is checked when read. */
export const idList = customType<{ data: number[]; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => z.array(z.int()).parse(JSON.parse(value)),
});

/** Defines a column with text that is compared without regard to the case of ASCII letters. */
export const caseInsensitiveText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text collate nocase',
});

/** Returns a column type for one of these words. It is checked when read. */
export const enumText = <T extends string>(words: readonly T[]) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (value) => z.enum(words).parse(value),
  });

/** Returns the SQL condition that a column is one of these words. */
export const wordIn = (column: string, words: readonly string[]) =>
  sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(', ')})`);

/** Returns the SQL condition that `status` is one of these. */
export const statusIn = (statuses: readonly string[]) => wordIn('status', statuses);

/** Defines a column with an instant, stored in ms since 1970. */
export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });
