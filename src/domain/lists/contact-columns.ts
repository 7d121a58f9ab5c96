import { snakeCase } from '../contacts/custom-fields.ts';
import { type HeaderKind, knownHeader, labelHeaders, normalisedHeader, weakRank } from './column-aliases.ts';

/** What a column of an operator's list says of a contact. `nameOrBusiness` is Xero's ContactName: whom it bills. */
export type ColumnMeaning =
  | { kind: HeaderKind | 'nameOrBusiness' }
  | { kind: 'custom'; key: string }
  | { kind: 'ignored' };

/** One column, by its place in the row. */
export interface Column {
  header: string;
  meaning: ColumnMeaning;
  /** The custom field for a cell that another column's goes before; absent where that cannot be. */
  spareKey?: string;
  /** Of a phone column: 0 for mobiles, and the higher the less sure. */
  rank: number;
  /** Of a phone column: the place of the column that says what sort of phone it is in each row. */
  labelIndex?: number;
}

/** Heads the reasons in a file of rejected rows, and is left out when that file is imported. */
export const rejectReason = 'reject_reason';

/** Before a header: what follows is a custom field, whatever it looks like. Exports use it where they must. */
export const customPrefix = 'custom:';

/** A header that `readColumns` reads as the custom field with this key, beside a column `phone` too. */
export function customHeader(key: string): string {
  const isLabel = labelHeaders('phone').includes(normalisedHeader(key));
  return headerKind(key) || isLabel ? `${customPrefix}${key}` : key;
}

/** Meanings that one column of a file does not take from another. */
const everyColumnCounts: ReadonlySet<string> = new Set(['tags', 'doNotCall', 'ignored']);

/** What `--map 'Header=field'` may name, beside `custom` and `ignore`. */
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
  ignore: 'ignored',
};

/**
 * What each header means: what `mapping` says of it, else a known alias, else a custom field. Several columns may have one
 * meaning, and each row is read from the first that says something there. Where `mapping` gives a meaning to a column, no other has
 * it by its alias; but every column of tags and of marks against calls counts.
 *
 * @param mapping meanings by header, as written in the file
 */
export function readColumns(
  headers: readonly string[],
  mapping: ReadonlyMap<string, ColumnMeaning>,
): Column[] {
  const read = meaningsIn(headers, mapping);
  const keys = new Set(
    [...mapping.values()].flatMap((meaning) => (meaning.kind === 'custom' ? [meaning.key] : [])),
  );
  const columns = headers.map((header, index): Column => {
    const meaning = mapping.get(header.trim()) ?? read(header);
    const rank = knownHeader(header)?.rank ?? 0;
    if (meaning.kind !== 'custom' || meaning.key !== '') return { header, meaning, rank };
    return { header, meaning: { kind: 'custom', key: unusedKey(keyOf(header, index), keys) }, rank };
  });
  // Only when each custom field has its key, so that its name does not depend on what others hold.
  return columns.map((column, index) => ({
    ...column,
    ...labelOf(column, headers),
    ...(maySpare(column, columns) ? { spareKey: unusedKey(keyOf(column.header, index), keys) } : {}),
  }));
}

/** The columns that may hold the phone number, the surest first. */
export function phoneColumns(columns: readonly Column[]): number[] {
  return columns
    .flatMap(({ meaning, rank }, index) => (meaning.kind === 'phone' ? [{ index, rank }] : []))
    .sort((a, b) => a.rank - b.rank)
    .map(({ index }) => index);
}

/** How headers that are not mapped are read in this file; a custom field still has no key. */
function meaningsIn(headers: readonly string[], mapping: ReadonlyMap<string, ColumnMeaning>) {
  const mapped = new Set([...mapping.values()].map(({ kind }) => kind));
  const surePhone = headers.find((header) => {
    const known = mapping.has(header.trim()) ? undefined : headerKind(header);
    return known?.kind === 'phone' && known.rank < weakRank;
  });
  const isXero = headers.some((header) => /^po(?:attentionto|addressline1)$/.test(normalisedHeader(header)));
  return (header: string): ColumnMeaning => {
    const known = headerKind(header);
    const isTaken = known && mapped.has(known.kind) && !everyColumnCounts.has(known.kind);
    const isWeak = known?.rank === weakRank && surePhone !== undefined;
    if (!known || isTaken || isWeak) return { kind: 'custom', key: '' };
    if (isXero && normalisedHeader(header) === 'contactname') return { kind: 'nameOrBusiness' };
    return { kind: known.kind };
  };
}

function headerKind(header: string): ReturnType<typeof knownHeader> {
  if (header.startsWith(customPrefix)) return undefined;
  const isReason = normalisedHeader(header) === normalisedHeader(rejectReason);
  return isReason ? { kind: 'ignored', rank: 0 } : knownHeader(header);
}

function labelOf({ header, meaning }: Column, headers: readonly string[]): { labelIndex?: number } {
  if (meaning.kind !== 'phone') return {};
  const names = labelHeaders(header);
  const labelIndex = headers.findIndex((other) => names.includes(normalisedHeader(other)));
  return labelIndex < 0 ? {} : { labelIndex };
}

/** Whether a cell of this column may be passed over for another's, or say more than the field takes. */
function maySpare({ meaning: { kind } }: Column, columns: readonly Column[]): boolean {
  const has = (other: string) => columns.filter(({ meaning }) => meaning.kind === other).length;
  if (kind === 'custom' || kind === 'ignored' || kind === 'tags' || kind === 'doNotCall') return false;
  const isPartOfName = kind === 'firstName' || kind === 'middleName' || kind === 'lastName';
  return kind === 'phone' || kind === 'email' || has(kind) > 1 || (isPartOfName && has('name') > 0);
}

function keyOf(header: string, index: number): string {
  const name = header.startsWith(customPrefix) ? header.slice(customPrefix.length) : header;
  return snakeCase(name) || `column_${index + 1}`;
}

function unusedKey(key: string, keys: Set<string>): string {
  let unused = key;
  for (let n = 2; keys.has(unused); n++) unused = `${key}_${n}`;
  keys.add(unused);
  return unused;
}
