import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../../domain/problem.ts';
import type { ListOptions } from '../../../operations/ports/list-file.ts';
import { tooSlow } from '../../list-problems.ts';
import type { Table } from '../../table.ts';
import { type SheetRow, sheetTable } from '../sheet-row.ts';
import { largeWorkbook } from '../workbook-problems.ts';
import { type BinaryRow, type ProcessInput, type ProcessMessage, processMessage } from './messages.ts';

export interface ProcessLimits {
  /** The process's code. */
  file: URL;
  /** How long it may take, ms. */
  deadline: number;
  /** In bytes: the process holds the file in memory. */
  fileSize: number;
}

/** The build puts the process's code beside the program. */
const defaultLimits: ProcessLimits = {
  file: new URL('./binary-process.cjs', import.meta.url),
  deadline: 45_000,
  fileSize: 50_000_000,
};

/** In MB, of what JavaScript allocates. */
const heap = 1000;

/**
 * Opens a sheet of a workbook in the formats .xls and .xlsb, which a process of its own reads: its memory and time are bounded, and
 * nothing in the file can take this one down.
 *
 * @throws Problem `unknown_sheet`, `only_hidden_sheets`, `invalid_workbook`, `file_too_large`, `workbook_has_password`, `not_a_table`,
 *   `list_takes_too_long`
 */
export async function openBinary(
  path: string,
  kind: 'xls' | 'xlsb',
  size: number,
  { label, sheet }: ListOptions,
  { file, deadline, fileSize }: ProcessLimits = defaultLimits,
): Promise<Table> {
  if (size > fileSize) throw largeWorkbook(label, `of ${Math.round(size / 1e6)} MB`);
  const input: ProcessInput = { path, size, kind, label, sheet };
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heap}`, fileURLToPath(file), JSON.stringify(input)],
    { stdio: ['pipe', 'pipe', 'ignore'], timeout: deadline, killSignal: 'SIGKILL' },
  );
  try {
    const { detected, rows } = await receive(child, label, deadline);
    return sheetTable({ detected, size, unpacked: rows.length }, async function* () {
      yield* rows;
    });
  } finally {
    child.kill('SIGKILL');
  }
}

interface ReceivedSheet {
  detected: string;
  rows: SheetRow[];
}

async function receive(child: ChildProcess, label: string, deadline: number): Promise<ReceivedSheet> {
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const sheet: ReceivedSheet = { detected: '', rows: [] };
  for await (const line of child.stdout ? createInterface({ input: child.stdout }) : []) {
    const message = parsed(line);
    if ('problem' in message) throw new Problem(message.problem.kind, message.problem);
    if ('done' in message) return sheet;
    if ('detected' in message) sheet.detected = message.detected;
    else for (const row of message.rows) sheet.rows.push(sheetRow(row, sheet.rows.length + 1));
  }
  throw failure(await ended, label, deadline);
}

/** Returns why a process has ended early. @param end the signal that ended it */
function failure(end: string, label: string, deadline: number): Error {
  if (end === 'SIGKILL') return tooSlow(label, deadline);
  // V8 aborts when it finds no memory.
  if (end === 'SIGABRT') return largeWorkbook(label, 'that does not fit into memory');
  return new Error(`The process that reads ${label} ended with ${end}.`);
}

/** Returns a message; one without rows if it is cut short, because the process has ended. */
function parsed(line: string): ProcessMessage {
  try {
    return processMessage.parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return { rows: [] };
    throw error;
  }
}

function sheetRow({ lost, ...row }: BinaryRow, read: number): SheetRow {
  return { ...row, read, ...(lost.length > 0 ? { lost: new Map(lost) } : {}) };
}
