import type { Database } from 'better-sqlite3';
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

/** Returns the digits of an E.164 number from each position on, so that any part of the number is the start of a word. */
function suffixesOf(e164: string): string {
  const digits = e164.slice(1);
  return Array.from(digits, (_, from) => digits.slice(from)).join(' ');
}
