import { printableJson } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** A JSON document with more rows than memory should hold. */
export interface LongDocument {
  /** What stands before the rows, and after them. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** The key of the rows. */
  key: string;
  rows: AsyncIterable<object>;
}

/** Characters that are collected before they are written. */
const pieceLength = 65_536;

/** Writes the document as its rows are read, as `printableJson` would have it in one piece. */
export async function writeLong(
  { write }: Pick<Terminal, 'write'>,
  { before = {}, key, rows, after = {} }: LongDocument,
): Promise<void> {
  let piece = `{${membersOf(before)
    .map((member) => `${member},`)
    .join('')}\n  ${JSON.stringify(key)}: [`;
  let count = 0;
  for await (const row of rows) {
    piece += `${count++ === 0 ? '' : ','}\n    ${indented(row, '    ')}`;
    if (piece.length < pieceLength) continue;
    if (!(await write(piece))) return;
    piece = '';
  }
  const end = membersOf(after).map((member) => `,${member}`);
  await write(`${piece}${count === 0 ? ']' : '\n  ]'}${end.join('')}\n}\n`);
}

function membersOf(part: Record<string, unknown>): string[] {
  return Object.entries(part).map(([key, value]) => `\n  ${JSON.stringify(key)}: ${indented(value, '  ')}`);
}

function indented(value: unknown, by: string): string {
  return printableJson(value).replaceAll('\n', `\n${by}`);
}

/** The same rows, each made into something else. */
export async function* mapped<T, R>(rows: AsyncIterable<T>, make: (row: T) => R): AsyncGenerator<R> {
  for await (const row of rows) yield make(row);
}
