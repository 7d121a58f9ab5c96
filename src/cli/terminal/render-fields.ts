import { guarded } from '../../domain/lists/cells/spreadsheet-cell.ts';
import { columnsOf, leavesOf } from '../../views/fields/flatten.ts';
import type { ViewField } from '../../views/view.ts';
import { pieces } from '../listing/pieces.ts';
import { hanging } from './layout.ts';
import { isEmpty, type LaidOut, type Printable, paint, styled } from './styled-text.ts';
import type { Terminal } from './terminal.ts';

/** Rows that are written in one piece. */
const pieceSize = 1000;

/** One field of a view, and how a table shows it. */
export interface Field<T> extends ViewField<T> {
  /** Its columns in a table; a field without any is shown only if `--fields` asks for it. */
  columns?: readonly FieldColumn<T>[] | undefined;
}

/** Adds table columns to the fields of a view, by the fields' names. */
export function withColumns<T, Name extends string>(
  view: readonly (ViewField<T> & { name: Name })[],
  columns: Partial<Record<Name, readonly FieldColumn<NoInfer<T>>[]>>,
): readonly Field<T>[] {
  return view.map((field) => ({ ...field, columns: columns[field.name] }));
}

/** A column of a table. */
export interface FieldColumn<T> {
  header: string;
  /** Returns the cell's text; by default the value is formatted. */
  cell?: (row: T, show: Show) => Printable;
  /** Whether it is narrowed before other columns on a narrow screen. */
  shrinks?: true;
  /** If narrowing is not enough, columns are dropped in this order, 1 first. */
  dropOrder?: number;
  /** Whether its cells stand below their rows where they have no room beside the others, instead of being dropped. */
  below?: true;
}

/** How values are shown to this reader. */
export interface Show {
  /** Formats an instant in the operator's time zone. */
  time(instant: Date): string;
  /** Returns advice with commands for this profile: whatever names a command on a screen goes through it. */
  advice(text: string): string;
  /** Formats how far off an instant is; empty if standard output is not a screen, as it would soon be wrong. */
  distance(instant: Date): string;
}

/**
 * Writes rows as CSV under the fields' names, safe to open in a spreadsheet. No cell holds JSON: see `columnsOf`.
 *
 * @param read reads the rows from the beginning: twice, if there is a field of any parts, as the header comes first
 */
export async function writeCsv<T>(
  terminal: Terminal,
  read: () => Iterable<T> | AsyncIterable<T>,
  fields: readonly Field<T>[],
): Promise<void> {
  const { stringify } = await import('csv-stringify/sync');
  const columns = columnsOf(fields);
  if (columns.isOpen) for await (const row of read()) columns.see(row);
  const { names, cells } = columns.all();
  await terminal.write(stringify([names]), 'csv');
  for await (const piece of pieces(read(), pieceSize)) {
    if (!(await terminal.write(stringify(piece.map((row) => cells(row).map(guarded))), 'csv'))) return;
  }
}

/** Returns a value for a person. */
function formatValue(value: unknown): string {
  const leaves = [...leavesOf(value)];
  return leaves.map(([path, text]) => (path === '' ? text : `${path}: ${text}`)).join(', ');
}

/**
 * Returns rows as a table, without columns that are empty in every row.
 *
 * @param all whether to keep those, and to add fields that have no columns: for fields named by `--fields`
 * @param width of the screen; undefined without one
 */
export async function tableOf<T>(
  rows: readonly T[],
  fields: readonly Field<T>[],
  { show, all, width }: { show: Show; all: boolean; width: number | undefined },
): Promise<LaidOut> {
  const { renderTable } = await import('./table.ts');
  const columns = fields
    .flatMap((field) => tableColumnsOf(field, all).map((column) => ({ field, column })))
    .map(({ field, column }) => ({
      header: column.header,
      cells: rows.map((row) => formatCell(row, field, column, show)),
      shrinks: column.shrinks ?? false,
      dropOrder: column.dropOrder,
      below: column.below ?? false,
      wraps: true,
    }))
    .filter((column) => all || column.cells.some((cell) => !isEmpty(cell)));
  return renderTable(columns, width);
}

function tableColumnsOf<T>(field: Field<T>, all: boolean): readonly FieldColumn<T>[] {
  return field.columns ?? (all ? [{ header: headerFor(field.name) }] : []);
}

/** Returns `Next attempt at` for `nextAttemptAt`, and `Contact name` for `contact.name`. */
function headerFor(name: string): string {
  const words = name.replace(/[._]/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function formatCell<T>(row: T, field: Field<T>, column: FieldColumn<T>, show: Show): Printable {
  if (column.cell) return column.cell(row, show);
  const value = field.value(row);
  return value instanceof Date ? show.time(value) : formatValue(value);
}

/** Returns a line for each field of a row that has a value; a long value goes on below itself. @param width of the screen */
export async function detailLines<T>(
  row: T,
  fields: readonly Field<T>[],
  { show, width }: { show: Show; width: number | undefined },
): Promise<Printable[]> {
  const shown = fields.flatMap((field) =>
    tableColumnsOf(field, true).map((column) => ({
      head: styled`${paint.dim(column.header)}  `,
      text: formatCell(row, field, column, show),
    })),
  );
  return hanging(
    { width },
    shown.filter(({ text }) => !isEmpty(text)),
  );
}
