import type { Database } from 'better-sqlite3';
import { fold } from '../../../domain/contacts/names.ts';

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

/** Letters that Unicode does not take apart, and people type without their stroke. */
const withoutStroke: Record<string, string> = { đ: 'd', Đ: 'D', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' };

/** Text as the index has it: scripts whose words, or names, are written without spaces are searched sign by sign. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[đĐøØłŁ]/g, (letter) => withoutStroke[letter] ?? letter)
    .replace(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/gu, ' $& ');
}

/** The digits of an E.164 number from each place on, so that whatever part of it is typed begins a word. */
function endsOf(e164: string): string {
  const digits = e164.slice(1);
  return Array.from(digits, (_, from) => digits.slice(from)).join(' ');
}
