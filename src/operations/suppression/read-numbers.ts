import { isPrefix, parseListedNumber } from '../../domain/contacts/suppression/listed-number.ts';
import {
  type Suppression,
  type SuppressionSource,
  suppressionSources,
} from '../../domain/contacts/suppression/suppression.ts';
import { unpacked } from '../../domain/lists/cells/packed-cells.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { numbersOf } from '../../domain/lists/marks/row-marks.ts';
import { describeRefusal } from '../../domain/lists/refusal.ts';
import type { ListFile, PreparedRow, RefusedRow } from '../ports/list-file.ts';

/** A number of a list of numbers. What its row does not say is undefined. */
export interface NumberRow {
  /** E.164, or the beginning of numbers followed by `*`. */
  phoneNumber: string;
  /** Whether the row is marked do-not-call; true in a list without such a column. */
  isListed: boolean;
  fields: Partial<Pick<Suppression, 'reason' | 'source' | 'addedBy' | 'createdAt'>>;
}

/** A row that has no number that can be used. */
export interface RejectedRow {
  line: number;
  reason: string;
  row: Record<string, string>;
}

export interface NumberBatch {
  rows: NumberRow[];
  rejected: RejectedRow[];
  count: number;
  share: number;
}

export interface ReadNumbersOptions {
  /** As `columnsOf` returns them. */
  columns: readonly Column[];
  /** The country of numbers without `+`. */
  country: string;
}

/** Returns whether a list says of each number whether it is marked, so that not all of them are. */
export function hasMarkColumn(columns: readonly Column[]): boolean {
  return columns.some(({ meaning: { kind } }) => kind === 'doNotCall' || kind === 'mayCall');
}

/** Reads a list of numbers, about a thousand rows at a time. Whatever else is wrong in a row, its number counts. */
export async function* readNumbers(
  list: ListFile,
  { columns, country }: ReadNumbersOptions,
): AsyncGenerator<NumberBatch> {
  const isMarked = hasMarkColumn(columns);
  const reading = { columns: columns.map(onlyOfNumbers), country, tags: [], withCells: !isMarked };
  for await (const { rows, refused, count, share, isLast } of list.readBatches(reading)) {
    const read = rows.flatMap((row) => numberRows(row, isMarked, reading));
    const rejected: RejectedRow[] = [];
    for (const row of refused) {
      const saved = readRefused(row, columns, country);
      read.push(...saved);
      if (saved.length === 0) rejected.push(rejectedRow(row, columns));
    }
    yield { rows: read, rejected, count, share };
    if (isLast) return;
  }
}

/** Only numbers, marks and what describes an entry are read: a name that is wrong must not keep a number off the list. */
function onlyOfNumbers(column: Column): Column {
  const { kind } = column.meaning;
  if (kind === 'phone' || kind === 'doNotCall' || kind === 'mayCall' || kind === 'custom') return column;
  return { ...column, meaning: { kind: 'ignored' } };
}

/** Returns a row for each number that is marked; if none is, one for the number that is called. */
function numberRows(
  { draft, alsoMarked = [], packedCells }: PreparedRow,
  isMarked: boolean,
  { columns, country }: ReadNumbersOptions,
): NumberRow[] {
  const fields = fieldsOf(draft.customFields);
  const isListed = !isMarked || draft.doNotCall === true;
  const others = isMarked ? alsoMarked : numbersOf(unpacked(packedCells), columns, country);
  const numbers = new Set([draft.phoneNumber, ...(isListed ? others : [])]);
  return [...numbers].map((phoneNumber) => ({ phoneNumber, isListed, fields }));
}

/** Reads a row that is none of a contact: the beginning of numbers, or one whose mark is neither yes nor no, which counts as yes. */
function readRefused(
  { cells, refusal }: RefusedRow,
  columns: readonly Column[],
  country: string,
): NumberRow[] {
  if (refusal.marked)
    return refusal.marked.map((phoneNumber) => ({ phoneNumber, isListed: true, fields: {} }));
  const phone = columns.findIndex(({ meaning }) => meaning.kind === 'phone');
  const reading = parseListedNumber(cells[phone] ?? '', country);
  const numbers =
    reading.ok && isPrefix(reading.number) ? [reading.number] : numbersOf(cells, columns, country);
  const custom = columns.flatMap(({ meaning }, index) =>
    meaning.kind === 'custom' ? [[meaning.key, cells[index] ?? ''] as const] : [],
  );
  const fields = fieldsOf(Object.fromEntries(custom));
  return numbers.map((phoneNumber) => ({ phoneNumber, isListed: true, fields }));
}

const sources: ReadonlySet<string> = new Set(suppressionSources);
const isSource = (text: string): text is SuppressionSource => sources.has(text);

function fieldsOf(custom: Readonly<Record<string, string>>): NumberRow['fields'] {
  const { reason, source = '', added_by: addedBy, created_at: createdAt = '' } = custom;
  const at = new Date(createdAt);
  return {
    ...(reason ? { reason } : {}),
    ...(isSource(source) ? { source } : {}),
    ...(addedBy ? { addedBy } : {}),
    ...(/^\d{4}-\d\d-\d\dT/.test(createdAt) && !Number.isNaN(at.getTime()) ? { createdAt: at } : {}),
  };
}

function rejectedRow({ line, cells, refusal }: RefusedRow, columns: readonly Column[]): RejectedRow {
  const row = cells.map((cell, index) => [columns[index]?.header || `column ${index + 1}`, cell] as const);
  return { line, reason: describeRefusal(refusal), row: Object.fromEntries(row) };
}
