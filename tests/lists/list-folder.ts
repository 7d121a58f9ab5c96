import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Problem } from '../../src/domain/problem.ts';
import { openTable, readStart } from '../../src/lists/open-list.ts';
import type { ListRow } from '../../src/lists/table.ts';
import type { ListOptions } from '../../src/operations/ports/list-file.ts';

export interface ReadList {
  detected: string;
  size: number;
  rows: ListRow[];
  /** Only the cells. */
  cells: string[][];
}

/** A refusal as an operator reads it. */
export interface Refused {
  code: string;
  message: string;
  hint: string | undefined;
}

/** Creates a folder that lasts for the running test. */
export function listFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-list-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Reads the list at this path. Its label is `leads`. */
export async function readListAt(path: string, options: Partial<ListOptions> = {}): Promise<ReadList> {
  const list = await openTable(path, await readStart(path, options.label ?? 'leads'), {
    label: 'leads',
    ...options,
  });
  const rows: ListRow[] = [];
  for await (const row of list.rows()) rows.push(row);
  return { detected: list.detected, size: list.size, rows, cells: rows.map(({ cells }) => cells) };
}

/** Reads a list of this content. */
export async function readList(
  content: string | Uint8Array,
  options: Partial<ListOptions> = {},
): Promise<ReadList> {
  const path = join(listFolder(), 'list');
  writeFileSync(path, content);
  return readListAt(path, options);
}

/** Returns why a list is refused. @throws Error if it is read, or refused with anything but a usage problem */
export async function refusal(reading: Promise<ReadList>): Promise<Refused> {
  try {
    const { detected, cells } = await reading;
    throw new Error(`it was read as ${detected}: ${JSON.stringify(cells).slice(0, 200)}`);
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'usage') throw error;
    return { code: error.code, message: error.message, hint: error.hint };
  }
}
