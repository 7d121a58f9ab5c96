import type { FieldChange } from '../../../domain/contacts/merging/saved-row.ts';
import type { Reject } from '../../../operations/import/import-result.ts';
import { isEmpty, type LaidOut, type Printable, paint, styled } from '../../terminal/styled-text.ts';
import type { Column } from '../../terminal/table/column-widths.ts';
import { renderTable } from '../../terminal/table.ts';
import type { Line, Terminal } from '../../terminal/terminal.ts';

/** What one row of a list would do to a contact. */
export interface Change {
  line: number;
  /** Null for a new contact. */
  contactId: number | null;
  phoneNumber: string;
  name: string;
  fields: FieldChange[];
}

const mostShown = 10;

/** Returns a table of the first contacts that a dry run would create or change, field by field. @param count of all of them */
export async function changesTable(
  changes: readonly Change[],
  count: number,
  terminal: Terminal,
): Promise<Line[]> {
  const nothing = '–';
  const rows = changes.slice(0, mostShown).flatMap(({ name, phoneNumber, contactId, fields }) => {
    const who = `${name} ${phoneNumber}`.trim();
    if (contactId === null) return [[who, paint.green('new'), '', '']];
    return fields.map(({ field, before, after }, index) => [
      index === 0 ? who : '',
      field,
      before || nothing,
      after || nothing,
    ]);
  });
  const [contact, field, before, after] = columnsOf(rows, ['Contact', 'Field', 'Now', 'Would be']);
  const columns = [
    { ...contact, shrinks: true },
    field,
    { ...before, shrinks: true },
    { ...after, shrinks: true },
  ];
  return withMore([await tableOf(columns, terminal)], count - Math.min(mostShown, changes.length));
}

/** Returns a table of the first rejected rows, with what is wrong. @param count of all of them */
export async function rejectsTable(
  rejects: readonly Reject[],
  count: number,
  terminal: Terminal,
): Promise<Line[]> {
  const rows = rejects
    .slice(0, mostShown)
    .map(({ line, column, value, reason }) => [String(line), column ?? '', value ?? '', reason]);
  const [line, column, value, why] = columnsOf(rows, ['Line', 'Column', 'Value', 'Reason']);
  const table = await tableOf(
    [line, column, { ...value, dropOrder: 1 }, { ...why, shrinks: true, wraps: true }],
    terminal,
  );
  const heading = styled`${paint.yellow('!')} ${count} rejected:`;
  return withMore([heading, table], count - rows.length);
}

/**
 * Returns what to do about rejected rows.
 *
 * @param rejectFile the file of the rejected rows, if there is one
 * @param isMapped whether `--map` was used
 */
export function whatNext(rejectFile: string | undefined, isMapped: boolean): string {
  return rejectFile
    ? `They are in ${rejectFile}: correct them there, and import that file${isMapped ? ' with the same --map' : ''}.`
    : 'Add --rejects FILE to save them for correction.';
}

type Headers = readonly [string, string, string, string];
interface TextColumn {
  header: string;
  cells: Printable[];
}

function columnsOf(
  rows: readonly (readonly Printable[])[],
  [a, b, c, d]: Headers,
): [TextColumn, TextColumn, TextColumn, TextColumn] {
  const column = (header: string, index: number) => ({ header, cells: rows.map((row) => row[index] ?? '') });
  return [column(a, 0), column(b, 1), column(c, 2), column(d, 3)];
}

/** Returns a table of the columns that have any text. */
export function tableOf(columns: readonly Column[], { widthErr }: Terminal): Promise<LaidOut> {
  const filled = columns.filter(({ cells }) => cells.some((cell) => !isEmpty(cell)));
  return renderTable(filled, widthErr);
}

/** Returns a table with how many more rows it would have. */
export function withMore(table: readonly Line[], more: number): Line[] {
  return more > 0 ? [...table, `and ${more} more`] : [...table];
}
