import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Contact } from '../../../../domain/contacts/contact.ts';
import { nearestNames } from '../../../../domain/nearest-names.ts';
import { contactsWithIds } from '../contact-queries.ts';
import { anyWordExpression, matchesSearch, wordsOf } from './contact-search.ts';

/** Spellings of a word that are tried, and words of a text. */
const mostSpellings = 3;
const mostWords = 5;

/**
 * Returns contacts whose name has, for each word of the text, a word that it may be a slip of. Reads the words of all names, which
 * takes tens of milliseconds for a million of them. Needs an index that is up to date.
 */
export function nearlyNamed(db: BetterSQLite3Database, text: string, limit: number): Contact[] {
  const words = wordsOf(text).slice(0, mostWords);
  const spellings = words.map((word) => nearestNames(word, similarWords(db, word)).slice(0, mostSpellings));
  if (words.length === 0 || spellings.some((some) => some.length === 0)) return [];
  const expressions = spellings.map((some) => anyWordExpression('name', some));
  const matching = sql`select rowid from contacts_search where ${matchesSearch(expressions)} order by rowid limit ${limit}`;
  const ids = db.values<[number]>(matching).map(([id]) => id);
  return contactsWithIds(db, ids);
}

/** Returns the words of names that begin as this one or its second letter does, and are about as long. */
function similarWords(db: BetterSQLite3Database, word: string): string[] {
  // The vocabulary is a view of the index (https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module), and writes nothing.
  db.run(
    sql`create virtual table if not exists temp.words_of_contacts using fts5vocab(main, contacts_search, col)`,
  );
  const [first = '', second = ''] = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return db
    .values<[string]>(
      sql`select term from temp.words_of_contacts where col = 'name'
        and substr(term, 1, 1) in (${first}, ${second})
        and length(term) between ${word.length - 2} and ${word.length + 2}`,
    )
    .map(([term]) => term);
}
