import type { ChalkInstance } from 'chalk';
import { Problem } from '../../domain/problem.ts';
import type { ViewField } from '../../views/view.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** One field of a view, and how a table shows it. */
export interface Field<T> extends ViewField<T> {
  /** Its columns in a table; without any the field is shown only where `--fields` asks for it. */
  columns?: readonly FieldColumn<T>[] | undefined;
}

/** Returns the fields of a view with their columns in a table, by the fields' names. */
export function withColumns<T, Name extends string>(
  view: readonly (ViewField<T> & { name: Name })[],
  columns: Partial<Record<Name, readonly FieldColumn<NoInfer<T>>[]>>,
): readonly Field<T>[] {
  return view.map((field) => ({ ...field, columns: columns[field.name] }));
}

/** A column of a table. */
export interface FieldColumn<T> {
  header: string;
  /** The cell's text where it is not simply the value: painted perhaps, and printable. */
  cell?: (row: T, show: Show) => string;
  /** On a narrow screen it is made narrower before others are. */
  yields?: true;
  /** If that is not enough it is left out; 1 goes first. */
  goes?: number;
}

/** How values are shown to this reader. */
export interface Show {
  paint: ChalkInstance;
  /** An instant in the operator's clock. */
  time(instant: Date): string;
  /** How far off an instant is; empty where nobody is looking at a screen, for it does not keep. */
  distance(instant: Date): string;
}

/** The fields that `--fields` asks for, in its order; all of them without it. @throws Problem `unknown_field` */
export function chosen<T>(known: readonly Field<T>[], names: string[] | undefined): readonly Field<T>[] {
  if (!names) return known;
  return names.map((name) => {
    const field = known.find((one) => one.name === name);
    if (field) return field;
    throw new Problem('usage', {
      code: 'unknown_field',
      message: `There is no field "${name}".`,
      hint: `The fields are: ${known.map((one) => one.name).join(', ')}.`,
    });
  });
}

/** Rows as CSV, the names of the fields first. On a screen it is made printable. */
export async function writeCsv<T>(
  terminal: Terminal,
  rows: readonly T[],
  fields: readonly Field<T>[],
): Promise<void> {
  const { stringify } = await import('csv-stringify/sync');
  const clean = terminal.isInteractive ? printable : (text: string) => text;
  const records = rows.map((row) => fields.map((field) => clean(plain(field.value(row)))));
  terminal.out(stringify([fields.map((field) => field.name), ...records], { eof: false }));
}

/** A value as one cell of text. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Rows as a table: the columns of these fields, without those that are empty throughout. */
export async function writeTable<T>(
  terminal: Terminal,
  rows: readonly T[],
  fields: readonly Field<T>[],
  { show, all }: { show: Show; all: boolean },
): Promise<void> {
  const { renderTable } = await import('./table.ts');
  const columns = fields
    .flatMap((field) => columnsOf(field, all).map((column) => ({ field, column })))
    .map(({ field, column }) => ({
      header: column.header,
      cells: rows.map((row) => cellOf(row, field, column, show)),
      yields: column.yields ?? false,
      goes: column.goes,
    }))
    .filter((column) => all || column.cells.some(Boolean));
  terminal.out(await renderTable(columns, terminal));
}

function columnsOf<T>(field: Field<T>, asked: boolean): readonly FieldColumn<T>[] {
  return field.columns ?? (asked ? [{ header: inWords(field.name) }] : []);
}

/** `nextAttemptAt` as `Next attempt at`. */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function cellOf<T>(row: T, field: Field<T>, column: FieldColumn<T>, show: Show): string {
  if (column.cell) return column.cell(row, show);
  const value = field.value(row);
  return value instanceof Date ? show.time(value) : printable(plain(value));
}

/** A row's fields beneath each other, those that say something. */
export function detailsOf<T>(row: T, fields: readonly Field<T>[], show: Show): string[] {
  const shown = fields.flatMap((field) =>
    columnsOf(field, true).map((column) => [column.header, cellOf(row, field, column, show)] as const),
  );
  const filled = shown.filter(([, value]) => value !== '' && value !== '{}');
  const width = Math.max(...filled.map(([label]) => label.length));
  return filled.map(([label, value]) => `${show.paint.dim(label.padEnd(width))}  ${value}`);
}
