import { marked, type Token, type Tokens } from 'marked';
import { type Measure, measureOf, wrapped } from '../terminal/layout.ts';
import { joined, type Printable, paint, type StyledText, styled } from '../terminal/styled-text.ts';
import type { Column } from '../terminal/table/column-widths.ts';
import { renderTable } from '../terminal/table.ts';
import type { Line, Terminal } from '../terminal/terminal.ts';
import { innerOf, is } from './marked-tokens.ts';
import { pageWidth } from './page-width.ts';

interface Page {
  hasColour: boolean;
  /** Columns. */
  width: number;
  widthOf: Measure;
}

/** Renders Markdown as lines for a terminal: wraps text, and highlights headings, code and tables. */
export async function renderMarkdown(
  text: string,
  { hasColour, width }: Pick<Terminal, 'hasColour' | 'width'>,
): Promise<Line[]> {
  const page = { hasColour, width: pageWidth(width), widthOf: await measureOf([text]) };
  const tokens = marked.lexer(text).filter((token) => !is(token, 'space'));
  const blocks = await Promise.all(tokens.map((token) => renderBlock(token, page)));
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

async function renderBlock(token: Token, page: Page): Promise<Line[]> {
  if (is(token, 'heading')) {
    const text = renderInline(token.tokens, page);
    return [paint.bold(token.depth === 1 ? text.toString().toUpperCase() : text)];
  }
  if (is(token, 'code')) return renderCode(token, page);
  if (is(token, 'list'))
    return token.items.flatMap((item, index) => renderItem(item, bulletOf(token, index), page));
  if (is(token, 'table')) return renderRows(token, page);
  return wrapped(renderInline(innerOf(token) ?? [token], page), page.width, page.widthOf);
}

async function renderCode({ lang, text }: Tokens.Code, { width }: Page): Promise<Line[]> {
  if (lang === 'mermaid') return [await renderTable(arrowsOf(text), width)];
  return text.split('\n').map((line) => (line === '' ? '' : styled`    ${paint.cyan(line)}`));
}
/** Returns the arrows of a Mermaid state diagram as the columns of a table. */
function arrowsOf(diagram: string): Column[] {
  const arrows = [...diagram.matchAll(/^\s*(\w+) --> (\w+): (.+)$/gm)];
  const cells = (group: number) => arrows.map((arrow) => arrow[group] ?? '');
  return [
    { header: 'From', cells: cells(1) },
    { header: 'To', cells: cells(2) },
    { header: 'When', cells: cells(3), shrinks: true, wraps: true },
  ];
}

function bulletOf({ ordered, start }: Tokens.List, index: number): string {
  return ordered ? `${Number(start) + index}. ` : '• ';
}

function renderItem({ tokens }: Tokens.ListItem, bullet: string, page: Page): Printable[] {
  const hanging = ' '.repeat(bullet.length + 2);
  const lines = wrapped(renderInline(tokens, page), page.width - hanging.length, page.widthOf);
  return lines.map((line, index) => styled`${index === 0 ? `  ${bullet}` : hanging}${line}`);
}

async function renderRows({ header, rows }: Tokens.Table, page: Page): Promise<Line[]> {
  const cell = ({ tokens }: Tokens.TableCell) => renderInline(tokens, page);
  const columns = header.map((head, index) => ({
    header: cell(head),
    cells: rows.map((row) => joined(row.slice(index, index + 1).map(cell), '')),
    shrinks: true,
    wraps: true,
  }));
  return [await renderTable(columns, page.width)];
}

function renderInline(tokens: readonly Token[], page: Page): StyledText {
  return joined(
    tokens.map((token) => renderSpan(token, page)),
    '',
  );
}

function renderSpan(token: Token, page: Page): Printable {
  if (is(token, 'codespan')) return page.hasColour ? paint.cyan(token.text) : token.raw;
  if (is(token, 'strong')) return paint.bold(renderInline(token.tokens, page));
  if (is(token, 'em')) return paint.italic(renderInline(token.tokens, page));
  if (is(token, 'link')) return renderInline(token.tokens, page);
  const inner = innerOf(token);
  if (inner) return renderInline(inner, page);
  return ('text' in token ? String(token.text) : token.raw).replace(/\s+/g, ' ');
}
