import type { Terminal } from './terminal.ts';

/** A JSON document with too many rows to keep in memory. */
export interface LongDocument {
  /** Members before and after the rows. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** The key of the rows. */
  key: string;
  rows: AsyncIterable<object>;
}

/** Characters to collect before each write. */
const chunkLength = 65_536;

/** Writes the document as its rows are read, in the format of `Terminal.json`. */
export async function writeLong(
  { write }: Pick<Terminal, 'write'>,
  { before = {}, key, rows, after = {} }: LongDocument,
): Promise<void> {
  let chunk = `{${membersOf(before)
    .map((member) => `${member},`)
    .join('')}\n  ${JSON.stringify(key)}: [`;
  let count = 0;
  for await (const row of rows) {
    chunk += `${count++ === 0 ? '' : ','}\n    ${indented(row, '    ')}`;
    if (chunk.length < chunkLength) continue;
    if (!(await write(chunk, 'json'))) return;
    chunk = '';
  }
  const end = membersOf(after).map((member) => `,${member}`);
  await write(`${chunk}${count === 0 ? ']' : '\n  ]'}${end.join('')}\n}\n`, 'json');
}

function membersOf(part: Record<string, unknown>): string[] {
  return Object.entries(part).map(([key, value]) => `\n  ${JSON.stringify(key)}: ${indented(value, '  ')}`);
}

function indented(value: unknown, by: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
}

/** Yields the result of `make` for each row. */
export async function* mapped<T, R>(rows: AsyncIterable<T>, make: (row: T) => R): AsyncGenerator<R> {
  for await (const row of rows) yield make(row);
}
