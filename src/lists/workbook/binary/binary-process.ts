/** Runs in a process of its own: reads a workbook in a format that only SheetJS reads, and prints what is in its sheet. */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../../domain/problem.ts';
import { isOle2 } from '../../file-kind.ts';
import { notATable } from '../../list-problems.ts';
import { ZipArchive } from '../archive/zip-archive.ts';
import { chooseSheet, describeSheet } from '../choose-sheet.ts';
import { damagedWorkbook, lockedWorkbook } from '../workbook-problems.ts';
import type { BinaryRow, ProcessInput, ProcessMessage } from './messages.ts';
import { isLocked, ole2Streams } from './ole2-file.ts';
import { type BinarySheet, readSheets } from './read-sheets.ts';
import { storedArchive } from './stored-archive.ts';

const batchSize = 1000;

async function main(input: ProcessInput): Promise<void> {
  const { label, kind, sheet: name } = input;
  const bytes = kind === 'xls' ? await oldWorkbook(input) : await archiveOf(input);
  const sheets = sheetsOf(bytes, label);
  const sheet = await chooseSheet(sheets, name, label, ({ hasRows }) => hasRows);
  await print({ detected: `Excel workbook (.${kind}), ${describeSheet(sheet, sheets)}` });
  let rows: BinaryRow[] = [];
  for (const row of sheet?.rows() ?? []) {
    rows.push(row);
    if (rows.length < batchSize) continue;
    await print({ rows });
    rows = [];
  }
  await print({ rows });
  await print({ done: true });
}

async function oldWorkbook({ path, label }: ProcessInput): Promise<Buffer> {
  const bytes = await readFile(path);
  const streams = isOle2(bytes) ? streamsOf(bytes, label) : new Map([['book', bytes]]);
  const workbook = streams.get('workbook') ?? streams.get('book');
  if (streams.has('encryptedpackage') || (workbook && isLocked(workbook))) throw lockedWorkbook(label);
  if (!workbook)
    throw notATable(label, 'an old Office document', 'Open it and save the list as .xlsx or as CSV UTF-8.');
  return bytes;
}

async function archiveOf({ path, size, label }: ProcessInput): Promise<Buffer> {
  const archive = await ZipArchive.open(path, size, label);
  if (!archive) throw damagedWorkbook(label, 'its archive cannot be read');
  return storedArchive(archive);
}

/** Whatever SheetJS throws is the file's fault: it has no errors of its own. */
function sheetsOf(bytes: Buffer, label: string): BinarySheet[] {
  try {
    return readSheets(bytes);
  } catch (error) {
    throw damagedWorkbook(label, 'its sheets cannot be read', error);
  }
}

function streamsOf(bytes: Buffer, label: string): Map<string, Buffer> {
  try {
    return ole2Streams(bytes);
  } catch (error) {
    throw damagedWorkbook(label, 'it is cut short, or not a workbook', error);
  }
}

/** Prints a message, and waits until the other process has taken it. */
function print(message: ProcessMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** Ends this process when the one that started it ends, or no longer wants it, even while it is busy. */
function endWithParent(): void {
  // The other side writes nothing, so reading waits until it closes.
  const code = `try { require('node:fs').readSync(0, Buffer.alloc(1)); } catch {}
    process.kill(process.pid, 'SIGKILL');`;
  new Worker(code, { eval: true });
}

endWithParent();
const input: ProcessInput = JSON.parse(process.argv[2] ?? '');
main(input).catch(async (error: unknown) => {
  if (!(error instanceof Problem)) process.kill(process.pid, 'SIGTERM');
  else {
    const { kind, code, message, hint, facts } = error;
    await print({ problem: { kind, code, message, hint, facts } });
  }
});
