import type { Database } from 'better-sqlite3';
import { fold } from '../domain/name-match.ts';

/** Gives SQL what it does not know by itself: text as it is compared (its own `lower` knows ASCII only) and searched. */
export function addSqlFunctions(client: Database): void {
  const ofText = (name: string, make: (text: string) => string) =>
    client.function(name, { deterministic: true }, (value) =>
      typeof value === 'string' ? make(value) : value,
    );
  ofText('fold', fold);
  ofText('searchable', searchable);
  ofText('number_ends', endsOf);
}

/** Text as the index has it: scripts that are written without spaces are searched sign by sign. */
export function searchable(text: string): string {
  return text.normalize('NFKC').replace(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/gu, ' $& ');
}

/** The digits of an E.164 number from each place on, so that whatever part of it is typed begins a word. */
function endsOf(e164: string): string {
  const digits = e164.slice(1);
  return Array.from({ length: Math.max(1, digits.length - 2) }, (_, from) => digits.slice(from)).join(' ');
}
