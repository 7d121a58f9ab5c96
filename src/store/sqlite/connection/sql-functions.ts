import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { fold } from '../../../domain/contacts/names.ts';

/** Adds the SQL functions that SQLite lacks: text as it is compared (its own `lower` covers ASCII only) and as it is searched. */
export function addSqlFunctions(client: Database): void {
  const addTextFunction = (name: string, convert: (text: string) => string) =>
    client.function(name, { deterministic: true }, (value) =>
      typeof value === 'string' ? convert(value) : value,
    );
  addTextFunction('fold', fold);
  addTextFunction('searchable', searchable);
  addTextFunction('number_ends', suffixesOf);
  addTextFunction('spoken', spoken);
}

/** Letters that Unicode does not decompose, but that people type without the stroke. */
const withoutStroke: Record<string, string> = { đ: 'd', Đ: 'D', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' };

/** Returns text as the index stores it. Scripts that write words or names without spaces are searched character by character. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[đĐøØłŁ]/g, (letter) => withoutStroke[letter] ?? letter)
    .replace(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/gu, ' $& ');
}

/** A private-use character, which nobody says: no phrase is found across two turns. */
const betweenTurns = ' \ue000 ';

/**
 * Returns what was said in a call as the index stores it, without who said it. What it returned for a transcript takes that out of the
 * index again, so it must not change unless the index is rebuilt.
 *
 * @param turns a JSON array of objects with `text`; anything else has no words
 */
function spoken(turns: string): string {
  const words = spokenTurns.safeParse(parsed(turns)).data ?? [];
  return searchable(words.map(({ text }) => text).join(betweenTurns));
}

const spokenTurns = z.array(z.object({ text: z.string() }));

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Returns the digits of an E.164 number from each position on, so that any part of the number is the start of a word. */
function suffixesOf(e164: string): string {
  const digits = e164.slice(1);
  return Array.from(digits, (_, from) => digits.slice(from)).join(' ');
}
