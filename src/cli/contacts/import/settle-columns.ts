import { snakeCase } from '../../../domain/contacts/custom-fields.ts';
import { addressPart } from '../../../domain/contacts/location/address.ts';
import { type Column, mappableFields, phoneColumns } from '../../../domain/lists/contact-columns.ts';
import { Problem } from '../../../domain/problem.ts';
import {
  columnsOf,
  isField,
  type Mapping,
  mapColumns,
  rememberMapping,
} from '../../../operations/import/map-columns.ts';
import type { ListToMap } from '../../../operations/import/read-list.ts';
import type { Context } from '../../context.ts';
import { printable } from '../../terminal/printable.ts';
import { type LaidOut, paint } from '../../terminal/styled-text.ts';
import { renderTable } from '../../terminal/table.ts';
import { askAboutHeadings, askAboutTexts, warnOfDoubts } from './doubtful-marks.ts';

/** A list whose columns are to be settled. */
export interface UnsettledList extends ListToMap {
  /** The file's name in messages. */
  label: string;
  /** From `--map`. */
  mapping: Mapping;
  /** Whether to ask even if a mapping is remembered. */
  asks: boolean;
  dryRun: boolean;
  /** Ends any question when it aborts. */
  signal: AbortSignal;
}

/**
 * Returns what the columns of a list mean: as `--map` says, as was agreed on for a list with the same headers, or as the headers
 * do. On a terminal, shows a new list's columns with its first rows, lets the operator change them, and remembers the result. A dry run asks the same, and remembers nothing.
 *
 * @returns undefined if a question was interrupted
 * @throws Problem as `columnsOf`, or `not_confirmed`
 */
export async function settleColumns(context: Context, list: UnsettledList): Promise<Column[] | undefined> {
  const { terminal } = context;
  const agreed = { ...list.remembered, ...list.mapping };
  if (terminal.canPrompt) {
    return askAboutColumns(context, list, agreed).catch((error: unknown) => {
      if (list.signal.aborted) return undefined;
      throw error;
    });
  }
  const columns = columnsOf(list.headers, agreed, list.label);
  noteColumns(context, list, columns);
  warnOfDoubts(terminal, columns, agreed, list);
  return columns;
}

async function askAboutColumns(context: Context, list: UnsettledList, agreed: Mapping): Promise<Column[]> {
  const { terminal, clock } = context;
  const { headers, label } = list;
  const isNew = Object.keys(agreed).length === 0 && list.remembered === undefined;
  const answers = await askAboutHeadings(terminal, mapColumns(headers, agreed), agreed, list);
  const asks = isNew || list.asks;
  const before = { ...agreed, ...answers };
  const mapping = asks ? await agreeOnColumns(context, list, before) : before;
  const columns = columnsOf(headers, mapping, label);
  if (!asks) noteColumns(context, list, columns);
  await askAboutTexts(terminal, columns, list);
  if (list.dryRun) return columns;
  if (asks) await rememberMapping(await context.store(), headers, mapping, clock().now());
  else if (Object.keys(answers).length > 0)
    await rememberMapping(await context.store(), headers, { ...list.remembered, ...answers }, clock().now());
  return columns;
}

function noteColumns({ terminal }: Context, { remembered }: UnsettledList, columns: readonly Column[]): void {
  const heading = remembered ? 'Columns as last time (--ask-columns to change)' : 'Columns';
  terminal.note(paint.dim(`${heading}: ${describeColumns(columns)}`));
}

async function agreeOnColumns(
  { terminal }: Context,
  { headers, firstRows, dryRun, signal }: UnsettledList,
  before: Mapping,
): Promise<Mapping> {
  let mapping = before;
  for (;;) {
    const columns = mapColumns(headers, mapping);
    terminal.note(await preview(columns, firstRows, terminal));
    const hasPhone = phoneColumns(columns).length > 0;
    if (!hasPhone) terminal.note(paint.yellow('Choose which column is the phone number first.'));
    const choices = [
      ...(hasPhone
        ? [{ name: dryRun ? 'Yes, show what would change' : 'Yes, import', value: 'import' }]
        : []),
      { name: 'Change a column', value: 'change' },
      { name: 'No, import nothing', value: 'stop' },
    ];
    const choice = await terminal.choose('Import with these columns?', choices, signal);
    if (choice === 'import') return mapping;
    if (choice === 'stop') {
      throw new Problem('usage', { code: 'not_confirmed', message: 'Nothing was imported.' });
    }
    mapping = { ...mapping, ...(await changeColumn(columns, terminal, signal)) };
  }
}

async function changeColumn(
  columns: readonly Column[],
  terminal: Context['terminal'],
  signal: AbortSignal,
): Promise<Mapping> {
  const header = await terminal.choose(
    'Which column?',
    columns.map((column) => ({
      name: `${column.header} (now ${fieldOf(column)})`,
      value: column.header.trim(),
    })),
    signal,
  );
  const custom = 'a custom field';
  const names = [...Object.keys(mappableFields), custom];
  const choice = await terminal.choose(
    `What is in "${header}"?`,
    names.map((name) => ({ name, value: name })),
    signal,
  );
  if (choice !== custom) return { [header]: choice };
  const field = snakeCase(
    await terminal.input('Field name, such as plan_tier', snakeCase(header), { signal }),
  );
  if (isField(field)) return { [header]: field };
  terminal.note(`"${field}" cannot be a field.`);
  return {};
}

/** Returns a table of the columns: each with the field that it becomes, and examples from the first rows. */
function preview(
  columns: readonly Column[],
  firstRows: readonly string[][],
  { widthErr }: Context['terminal'],
): Promise<LaidOut> {
  const examples = columns.map((_, index) =>
    firstRows
      .map((row) => printable(row[index] ?? '').trim())
      .filter(Boolean)
      .slice(0, 3)
      .join(' · '),
  );
  const fields = columns.map((column) => {
    const field = fieldOf(column);
    if (column.meaning.kind === 'ignored') return paint.dim('left out');
    return column.meaning.kind === 'custom' ? field : paint.green(field);
  });
  return renderTable(
    [
      { header: 'Column', cells: columns.map(({ header }) => header), shrinks: true },
      { header: 'Becomes', cells: fields },
      { header: 'For example', cells: examples, shrinks: true },
    ],
    widthErr,
  );
}

const mostDescribed = 200;

function describeColumns(columns: readonly Column[]): string {
  const more = columns.length - mostDescribed;
  const described = columns.slice(0, mostDescribed).map((column) => `${column.header} → ${fieldOf(column)}`);
  return [...described, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function fieldOf({ meaning, origin }: Column): string {
  if (meaning.kind !== 'custom') return snakeCase(meaning.kind);
  if (origin !== undefined) return `${meaning.key} (for the phone number)`;
  const part = addressPart(meaning.key);
  return part === 'state' || part === 'postcode' ? `${meaning.key} (for the time zone)` : meaning.key;
}
