import { snakeCase } from '../../../domain/contacts/custom-fields.ts';
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
import { renderTable } from '../../terminal/table.ts';

/** A list as its columns are settled. */
export interface ListHead extends ListToMap {
  /** The file's name in messages. */
  label: string;
  /** `--map` */
  mapping: Mapping;
  /** Ask, although it was agreed before. */
  asks: boolean;
  dryRun: boolean;
  /** No question waits for an answer once it aborts. */
  signal: AbortSignal;
}

/**
 * What the columns of a list are: as `--map` says, as the operator has said of a list with these headers before, as the
 * headers read. On a terminal they are shown with the first rows, and the operator may change them; what is agreed to is
 * remembered.
 *
 * @returns undefined if it was stopped at a question
 * @throws Problem as `columnsOf`, or `not_confirmed`
 */
export async function settleColumns(context: Context, head: ListHead): Promise<Column[] | undefined> {
  const { terminal, clock } = context;
  const { remembered } = head;
  const isNew = remembered === undefined && Object.keys(head.mapping).length === 0;
  if (!terminal.canPrompt || head.dryRun || !(isNew || head.asks)) {
    const columns = columnsOf(head.headers, { ...remembered, ...head.mapping }, head.label);
    const whose = remembered ? 'Columns, as agreed before (--ask-columns asks again)' : 'Columns';
    terminal.note(terminal.paintErr.dim(`${whose}: ${inWords(columns)}`));
    return columns;
  }
  const before = head.asks ? { ...remembered, ...head.mapping } : {};
  const mapping = await agreeOnColumns(context, head, before).catch((error: unknown) => {
    if (head.signal.aborted) return undefined;
    throw error;
  });
  if (!mapping) return undefined;
  const columns = columnsOf(head.headers, mapping, head.label);
  await rememberMapping(await context.store(), head.headers, mapping, clock().now());
  return columns;
}

async function agreeOnColumns(
  { terminal }: Context,
  { headers, firstRows, signal }: ListHead,
  before: Mapping,
): Promise<Mapping> {
  let mapping = before;
  for (;;) {
    const columns = mapColumns(headers, mapping);
    terminal.note(await preview(columns, firstRows, terminal));
    const hasPhone = phoneColumns(columns).length > 0;
    if (!hasPhone) terminal.note(terminal.paintErr.yellow('No column is the phone number yet.'));
    const answers = [
      ...(hasPhone ? [{ name: 'Yes, import', value: 'import' }] : []),
      { name: 'Change what a column is', value: 'change' },
      { name: 'No, import nothing', value: 'stop' },
    ];
    const next = await terminal.choose('Import it so?', answers, signal);
    if (next === 'import') return mapping;
    if (next === 'stop') {
      throw new Problem('usage', { code: 'not_confirmed', message: 'Not confirmed; nothing was imported.' });
    }
    mapping = { ...mapping, ...(await changeOne(columns, terminal, signal)) };
  }
}

async function changeOne(
  columns: readonly Column[],
  terminal: Context['terminal'],
  signal: AbortSignal,
): Promise<Mapping> {
  const header = await terminal.choose(
    'Which column?',
    columns.map((column) => ({
      name: `${printable(column.header)} (now ${fieldOf(column)})`,
      value: column.header.trim(),
    })),
    signal,
  );
  const own = 'a field of your own';
  const names = [...Object.keys(mappableFields), own];
  const chosen = await terminal.choose(
    `What is ${printable(header)}?`,
    names.map((name) => ({ name, value: name })),
    signal,
  );
  if (chosen !== own) return { [header]: chosen };
  const field = snakeCase(await terminal.input('Its name, such as plan_tier', snakeCase(header), signal));
  if (isField(field)) return { [header]: field };
  terminal.note(`"${printable(field)}" cannot be a field.`);
  return {};
}

/** The columns beneath each other, each with what it becomes and what the first rows have in it. */
function preview(
  columns: readonly Column[],
  firstRows: readonly string[][],
  { paintErr: paint, widthErr }: Context['terminal'],
): Promise<string> {
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
      { header: 'Column', cells: columns.map(({ header }) => printable(header)), shrinks: true },
      { header: 'Becomes', cells: fields },
      { header: 'For example', cells: examples, shrinks: true },
    ],
    { paint, width: widthErr },
  );
}

function inWords(columns: readonly Column[]): string {
  return columns.map((column) => `${printable(column.header)} → ${fieldOf(column)}`).join(', ');
}

function fieldOf({ meaning }: Column): string {
  return meaning.kind === 'custom' ? meaning.key : snakeCase(meaning.kind);
}
