import { rowsBeforeHeadings, titleRows } from '../domain/lists/headings/title-rows.ts';
import { emptyFile, requireColumns } from './list-problems.ts';
import type { ListRow, Table } from './table.ts';

/**
 * Returns a table whose first row has the headings, without the title that some reports have above them.
 *
 * @throws Problem `empty_file` if it has no rows, and as its rows
 */
export async function belowTitle(table: Table, label: string): Promise<Table> {
  const first = await firstRows(table, label);
  if (first.length === 0) throw emptyFile(label);
  const skipped = titleRows(first.map(({ cells }) => cells));
  if (skipped === 0) return table;
  return {
    ...table,
    detected: `${table.detected}, headings in line ${first[skipped]?.line}`,
    async *rows() {
      let count = 0;
      for await (const row of table.rows()) {
        if (row.cells.length > 0 && count++ < skipped) continue;
        yield row;
      }
    },
  };
}

/** Returns the rows in which headings are looked for, up to one that is broken: whoever reads that far is told. */
async function firstRows(table: Table, label: string): Promise<ListRow[]> {
  const first: ListRow[] = [];
  try {
    for await (const row of table.rows()) {
      if (row.cells.length === 0) continue;
      requireColumns(row.cells.length, label);
      first.push(row);
      if (first.length === rowsBeforeHeadings) break;
    }
  } catch (error) {
    if (first.length === 0) throw error;
  }
  return first;
}
