import { HtmlFinder, unescaped } from '../domain/lists/cells/html-text.ts';
import { isOwnExport } from '../domain/lists/headings/own-exports.ts';
import type { ListHead } from '../operations/ports/list-file.ts';
import type { Table } from './table.ts';

/** Returns whether a table is escaped as HTML as a whole: reads it to its end. */
export async function isHtmlTable(table: Table): Promise<boolean> {
  const html = new HtmlFinder();
  let count = 0;
  for await (const { cells } of table.rows()) {
    if (count++ === 0 && isOwnExport(cells)) return false;
    html.look(cells);
  }
  return html.isHtml;
}

/** Returns a table with its cells as a browser would show them. */
export function unescapedTable(table: Table): Table {
  return {
    ...table,
    async *rows() {
      for await (const row of table.rows()) yield { ...row, cells: row.cells.map(unescaped) };
    },
  };
}

/** Returns the head of a list with its texts as a browser would show them. */
export function unescapedHead(head: ListHead): ListHead {
  return {
    ...head,
    headers: head.headers.map(unescaped),
    firstRows: head.firstRows.map((cells) => cells.map(unescaped)),
    doubtfulTexts: head.doubtfulTexts.map((doubtful) => ({ ...doubtful, text: unescaped(doubtful.text) })),
  };
}
