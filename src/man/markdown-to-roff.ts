import { marked, type Token, type Tokens } from 'marked';
import { innerOf, is } from '../cli/help/marked-tokens.ts';
import {
  bold,
  definition,
  display,
  heading,
  italic,
  lines,
  literal,
  paragraph,
  prose,
  subheading,
} from './roff.ts';

/** Returns a help topic's Markdown, without its title, as the body of a man page. */
export function markdownToRoff(text: string): string[] {
  const body = marked.lexer(text).flatMap(blockToRoff);
  // `mandoc -Tlint`: a paragraph that follows a heading needs no macro.
  return body.filter((line, index) => line !== '.PP' || !/^\.S[HS] /.test(body[index - 1] ?? ''));
}

function blockToRoff(token: Token): string[] {
  if (is(token, 'space')) return [];
  if (is(token, 'heading')) {
    if (token.depth === 1) return [];
    return [token.depth === 2 ? heading(token.text) : subheading(token.text)];
  }
  if (is(token, 'code')) return codeToRoff(token);
  if (is(token, 'list')) return token.items.flatMap((item, index) => itemToRoff(token, item, index));
  if (is(token, 'table')) return token.rows.flatMap((row) => rowToRoff(token, row));
  return paragraph(inlineToRoff(innerOf(token) ?? [token]));
}

/** A Mermaid state diagram becomes a list of its arrows. */
function codeToRoff({ lang, text }: Tokens.Code): string[] {
  if (lang !== 'mermaid') return display(text.split('\n').map(literal));
  const arrows = [...text.matchAll(/^\s*(\w+) --> (\w+): (.+)$/gm)];
  return arrows.flatMap(([, from = '', to = '', when = '']) =>
    definition(`${bold(from)} \\(-> ${bold(to)}`, prose(when)),
  );
}

function itemToRoff({ ordered, start }: Tokens.List, { tokens }: Tokens.ListItem, index: number): string[] {
  const label = ordered ? `${Number(start) + index}.` : '\\(bu';
  return [`.IP ${label} 4`, ...lines(inlineToRoff(tokens))];
}

/** What a cell without a value holds. */
const nothing = literal('–');

/** Returns a row as its first cell, and below it the others: those of columns without a heading first. */
function rowToRoff({ header }: Tokens.Table, [first, ...others]: Tokens.TableCell[]): string[] {
  const cells = others.map((cell, index) => ({
    name: header[index + 1]?.text ?? '',
    text: inlineToRoff(cell.tokens),
  }));
  const plain = cells.filter(({ name }) => name === '' || cells.length === 1).map(({ text }) => text);
  const named = cells
    .filter(({ name, text }) => name !== '' && cells.length > 1 && text !== nothing)
    .map(({ name, text }) => `(${prose(name.toLowerCase())}: ${text})`);
  return definition(inlineToRoff(first?.tokens ?? []), [...plain, ...named].join(' ') || '\\&');
}

function inlineToRoff(tokens: readonly Token[]): string {
  return tokens.map(spanToRoff).join('');
}

function spanToRoff(token: Token): string {
  if (is(token, 'codespan')) return bold(literal(token.text));
  if (is(token, 'strong')) return bold(inlineToRoff(token.tokens));
  if (is(token, 'em')) return italic(inlineToRoff(token.tokens));
  const inner = innerOf(token);
  if (inner) return inlineToRoff(inner);
  return prose(('text' in token ? String(token.text) : token.raw).replace(/\s+/g, ' '));
}
