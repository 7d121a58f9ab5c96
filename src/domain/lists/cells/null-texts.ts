/** What databases and programs write for nothing, in any case. */
const nulls: ReadonlySet<string> = new Set(['null', '\\n', 'n/a', '#n/a', 'nan', 'none', '-']);

const longest = 4;

/** Kinds of columns in which such a word is no value. In others it may mean something: `Plan: none`. */
export const kindsWithNulls: ReadonlySet<string> = new Set([
  ...[
    'name',
    'firstName',
    'middleName',
    'lastName',
    'nameOrBusiness',
    'email',
    'businessName',
    'businessWebsite',
  ],
]);

/**
 * Returns whether a whole cell stands for nothing. Nan is a first name and Null a family name if they are written so.
 *
 * @param kind that of its column, one of `kindsWithNulls`
 */
export function isNull(text: string, kind: string): boolean {
  if (text.length > longest || !nulls.has(text.toLowerCase())) return false;
  return !((kind === 'firstName' && text === 'Nan') || (kind === 'lastName' && text === 'Null'));
}
