import { type MarkedToken, marked, type Token, type Tokens } from 'marked';
import wrapAnsi from 'wrap-ansi';
import { type Column, renderTable } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface Page {
  paint: Terminal['paint'];
  /** Columns. */
  width: number;
}

/** Columns without a screen, and the maximum: longer lines are hard to read. */
const defaultWidth = 80;
const maxWidth = 100;

/** Renders Markdown for a terminal: wraps text, and highlights headings, code and tables. */
export async function renderMarkdown(
  text: string,
  { paint, width = defaultWidth }: Pick<Terminal, 'paint' | 'width'>,
): Promise<string> {
  const page = { paint, width: Math.min(width, maxWidth) };
  const blocks = await Promise.all(
    marked
      .lexer(text)
      .filter((token) => !is(token, 'space'))
      .map((token) => renderBlock(token, page)),
  );
  return blocks.join('\n\n');
}

async function renderBlock(token: Token, page: Page): Promise<string> {
  if (is(token, 'heading')) {
    const text = renderInline(token.tokens, page);
    return page.paint.bold(token.depth === 1 ? text.toUpperCase() : text);
  }
  if (is(token, 'code')) return renderCode(token, page);
  if (is(token, 'list'))
    return token.items.map((item, index) => renderItem(item, bulletOf(token, index), page)).join('\n');
  if (is(token, 'table')) return renderRows(token, page);
  return wrapAnsi(renderInline(innerOf(token) ?? [token], page), page.width);
}

async function renderCode({ lang, text }: Tokens.Code, page: Page): Promise<string> {
  if (lang === 'mermaid') return renderTable(arrowsOf(text), page);
  return indent(page.paint.cyan(text), '    ');
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

function renderItem({ tokens }: Tokens.ListItem, bullet: string, page: Page): string {
  const hanging = ' '.repeat(bullet.length + 2);
  const text = wrapAnsi(renderInline(tokens, page), page.width - hanging.length);
  return `  ${bullet}${indent(text, hanging).trimStart()}`;
}

function renderRows({ header, rows }: Tokens.Table, page: Page): Promise<string> {
  const cell = ({ tokens }: Tokens.TableCell) => renderInline(tokens, page);
  const columns = header.map((head, index) => ({
    header: cell(head),
    cells: rows.map((row) =>
      row
        .slice(index, index + 1)
        .map(cell)
        .join(''),
    ),
    shrinks: true,
    wraps: true,
  }));
  return renderTable(columns, page);
}

function renderInline(tokens: readonly Token[], page: Page): string {
  return tokens.map((token) => renderSpan(token, page)).join('');
}

function renderSpan(token: Token, page: Page): string {
  if (is(token, 'codespan')) return page.paint.level === 0 ? token.raw : page.paint.cyan(token.text);
  if (is(token, 'strong')) return page.paint.bold(renderInline(token.tokens, page));
  if (is(token, 'em')) return page.paint.italic(renderInline(token.tokens, page));
  if (is(token, 'link')) return renderInline(token.tokens, page);
  const inner = innerOf(token);
  if (inner) return renderInline(inner, page);
  return ('text' in token ? String(token.text) : token.raw).replace(/\s+/g, ' ');
}

function innerOf(token: Token): Token[] | undefined {
  return 'tokens' in token ? token.tokens : undefined;
}

function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

function is<T extends MarkedToken['type']>(
  token: Token,
  type: T,
): token is Extract<MarkedToken, { type: T }> {
  return token.type === type;
}
