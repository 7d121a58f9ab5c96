import { snakeCase } from '../contacts/custom-fields.ts';
import { kindsWithNulls } from './cells/null-texts.ts';
import {
  type ColumnMeaning,
  customPrefix,
  headerKind,
  meaningsIn,
  partsOfName,
  sharedKinds,
} from './column-meanings.ts';
import { knownHeader, labelHeaders, normalisedHeader } from './headings/column-aliases.ts';
import { isOwnExport } from './headings/own-exports.ts';
import { isOtherChannel } from './marks/mark-headings.ts';
import { type OriginPart, originPart, ownerWord } from './origin/origin-columns.ts';

/** A column of a list. */
export interface Column {
  header: string;
  meaning: ColumnMeaning;
  /** The custom field for a value that another column's takes precedence over; absent if none can. */
  spareKey?: string;
  /** For a phone column, how late it is tried: 0 for mobiles. */
  rank: number;
  /** For a phone column that a mapping names: its number is taken before any other. */
  isMapped?: true;
  /** For a phone column, the index of the column with the type of phone in each row. */
  labelIndex?: number;
  /** Whether a cell that says `do not call`, and nothing else, marks its row. */
  readsMarks?: true;
  /** What a custom field says about where its rows' phone numbers are. */
  origin?: OriginPart;
  /** For a phone column and one with a country, the word that both have if they belong together: `home`. */
  owner?: string;
  /** Whether a cell that says `NULL`, and nothing else, counts as empty, and one with a number is no name. */
  readsNulls?: true;
}

/** Returns a header that `readColumns` reads as the custom field with this key, even beside a column `phone`. */
export function customHeader(key: string): string {
  const isLabel = labelHeaders('phone').includes(normalisedHeader(key));
  return headerKind(key) || isLabel ? `${customPrefix}${key}` : key;
}

/** The fields that a mapping can name, besides custom fields. */
export const mappableFields: Readonly<Record<string, ColumnMeaning['kind']>> = {
  phone: 'phone',
  name: 'name',
  first_name: 'firstName',
  middle_name: 'middleName',
  last_name: 'lastName',
  email: 'email',
  business_name: 'businessName',
  business_website: 'businessWebsite',
  timezone: 'timezone',
  tags: 'tags',
  do_not_call: 'doNotCall',
  may_call: 'mayCall',
  ignore: 'ignored',
};

/**
 * Returns what each header means: as `mapping` says, or by a known alias, or as a custom field. Several columns can mean the same:
 * each row is read from the first that is filled. A meaning that `mapping` gives to one column no other has by its alias, except
 * that all columns of phones, of tags and of do-not-call marks count.
 *
 * @param mapping meanings by header, as written in the file
 */
export function readColumns(
  headers: readonly string[],
  mapping: ReadonlyMap<string, ColumnMeaning>,
): Column[] {
  const read = meaningsIn(headers, mapping);
  const unusedKey = keyMaker(
    [...mapping.values()].flatMap((meaning) => (meaning.kind === 'custom' ? [meaning.key] : [])),
  );
  const columns = headers.map((header, index): Column => {
    const meaning = mapping.get(header.trim()) ?? read(header);
    const rank = knownHeader(header)?.rank ?? 0;
    const mapped = mapping.get(header.trim())?.kind === 'phone' ? { isMapped: true as const } : {};
    if (meaning.kind !== 'custom' || meaning.key !== '') return { header, meaning, rank, ...mapped };
    return { header, meaning: { kind: 'custom', key: unusedKey(keyOf(header, index)) }, rank };
  });
  // Spare keys come last, so that the key of a custom field does not depend on them.
  const indexes = firstIndexes(headers);
  const counts = countKinds(columns);
  const isOwn = isOwnExport(headers);
  return columns.map((column, index) => ({
    ...column,
    ...labelColumn(column, indexes),
    ...(readsMarks(column, isOwn) ? { readsMarks: true as const } : {}),
    ...originColumn(column),
    ...(!isOwn && kindsWithNulls.has(column.meaning.kind) ? { readsNulls: true as const } : {}),
    ...(needsSpareKey(column, counts, isOwn) ? { spareKey: unusedKey(keyOf(column.header, index)) } : {}),
  }));
}

/** Returns the indexes of phone columns, in the order in which they are tried. */
export function phoneColumns(columns: readonly Column[]): number[] {
  return columns
    .flatMap(({ meaning, rank, isMapped }, index) =>
      meaning.kind === 'phone' ? [{ index, rank: isMapped ? -1 : rank }] : [],
    )
    .sort((a, b) => a.rank - b.rank)
    .map(({ index }) => index);
}

/** Returns the index of the first column with each header. */
function firstIndexes(headers: readonly string[]): ReadonlyMap<string, number> {
  return new Map(headers.map((header, index) => [normalisedHeader(header), index] as const).toReversed());
}

function countKinds(columns: readonly Column[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { meaning } of columns) counts.set(meaning.kind, (counts.get(meaning.kind) ?? 0) + 1);
  return counts;
}

function labelColumn(
  { header, meaning }: Column,
  indexes: ReadonlyMap<string, number>,
): { labelIndex?: number } {
  if (meaning.kind !== 'phone') return {};
  const found = labelHeaders(header).flatMap((name) => indexes.get(name) ?? []);
  return found.length === 0 ? {} : { labelIndex: Math.min(...found) };
}

const kindsThatReadMarks: ReadonlySet<string> = new Set([
  ...['phone', 'name', 'firstName', 'middleName', 'lastName', 'nameOrBusiness', 'tags', 'custom'],
]);

/** Of a contact in voicebot's own exports, the column of marks says all: a person may have lifted the mark of `Status: do not call`. */
function readsMarks({ header, meaning: { kind } }: Column, isOwn: boolean): boolean {
  return !isOwn && kindsThatReadMarks.has(kind) && !isOtherChannel(normalisedHeader(header));
}

function originColumn({ header, meaning }: Column): Pick<Column, 'origin' | 'owner'> {
  if (meaning.kind === 'phone') return { owner: ownerWord(header) };
  const origin = meaning.kind === 'custom' ? originPart(header, meaning.key) : undefined;
  return origin === undefined ? {} : { origin, owner: ownerWord(header) };
}

/** Returns whether a cell of this column may lose to another column's, or hold more than the field takes. */
function needsSpareKey(
  { meaning: { kind } }: Column,
  counts: ReadonlyMap<string, number>,
  isOwn: boolean,
): boolean {
  const has = (other: string) => counts.get(other) ?? 0;
  if (kind === 'custom' || sharedKinds.has(kind)) return false;
  if (kind === 'phone' || kind === 'email' || has(kind) > 1) return true;
  if (kind === 'name' || kind === 'nameOrBusiness') return !isOwn;
  return partsOfName.has(kind) && has('name') > 0;
}

/** Returns the key of a header, from nothing but the header if it has any: another list may have its columns in another order. */
function keyOf(header: string, index: number): string {
  const name = header.startsWith(customPrefix) ? header.slice(customPrefix.length) : header;
  const signs = [...name.replace(/\s/g, '')].map((sign) => sign.codePointAt(0)?.toString(16));
  return snakeCase(name) || (signs.length > 0 ? `sign_${signs.join('_')}` : `column_${index + 1}`);
}

/** Returns a function that returns a key the first time as it is, then with a number that makes it another: `note_2`. */
function keyMaker(taken: readonly string[]): (key: string) => string {
  const keys = new Set(taken);
  const next = new Map<string, number>();
  return (key) => {
    let unused = key;
    let n = next.get(key) ?? 2;
    for (; keys.has(unused); n++) unused = `${key}_${n}`;
    next.set(key, n);
    keys.add(unused);
    return unused;
  };
}
