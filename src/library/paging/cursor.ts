import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidCursor, type RowKey } from '../../operations/ports/paging/page.ts';

/** What a cursor belongs to: a list, with its filters and its order. */
export interface ListIdentity {
  profile: string;
  list: string;
  filter: object;
  order: object | undefined;
}

const cursorContent = z.tuple([
  z.string(),
  z
    .array(z.union([z.string(), z.number(), z.null()]))
    .min(1)
    .max(3),
]);

/**
 * Returns a text that stands for a row of a list. Its checksum finds a cursor of another list, and one that was altered; whoever makes
 * one of their own sees nothing with it that the list would not show them.
 */
export function cursorOf(list: ListIdentity, key: RowKey): string {
  return Buffer.from(JSON.stringify([checksum(list, key), key])).toString('base64url');
}

/** Reads a cursor. @throws Problem `invalid_cursor` if it is not one of this list */
export function keyOfCursor(list: ListIdentity, cursor: string): RowKey {
  const content = cursorContent.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!content.success) throw invalidCursor();
  const [sum, key] = content.data;
  // Base64 can say the same in several ways; only the one that was handed out counts.
  if (sum !== checksum(list, key) || cursorOf(list, key) !== cursor) throw invalidCursor();
  return key;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checksum({ profile, list, filter, order }: ListIdentity, key: RowKey): string {
  const text = JSON.stringify([profile, list, entriesOf(filter), entriesOf(order ?? {}), key]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** The entries of an object in one order, whichever they were written in, without those that are undefined. */
function entriesOf(object: object): [string, unknown][] {
  const set = Object.entries(object).filter(([, value]) => value !== undefined);
  return set.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
