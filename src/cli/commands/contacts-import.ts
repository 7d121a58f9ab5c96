import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { Problem } from '../../domain/problem.ts';
import type { DuplicatePolicy } from '../../operations/contact-store.ts';
import type { ListOptions } from '../../operations/list-files/list-file.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { listenForStop } from '../stopping.ts';
import { undoLastImport } from './contacts-undo.ts';

export interface ImportListOptions {
  map?: Record<string, string> | undefined;
  askColumns?: true | undefined;
  country?: string | undefined;
  tag?: string[] | undefined;
  onDuplicate: DuplicatePolicy;
  overwriteEmpty?: true | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
  dryRun?: true | undefined;
  rejects?: string | undefined;
  undo?: true | undefined;
}

/** `contacts import` */
export async function importList(
  context: Context,
  file: string | undefined,
  options: ImportListOptions,
): Promise<ExitCode | undefined> {
  if (options.undo) return undoLastImport(context, file, options);
  if (file === undefined) {
    throw new Problem('usage', {
      code: 'missing_file',
      message: 'Missing: a file to import.',
      hint: 'Name one, or - for standard input.',
    });
  }
  return withFile(context, file, (path) => importFile(context, path, file, options));
}

async function importFile(
  context: Context,
  path: string,
  file: string,
  options: ImportListOptions,
): Promise<ExitCode | undefined> {
  // Collected before the heap has grown twofold: a long list takes 100 MB less, and hardly longer.
  setFlagsFromString('--heap-growing-percent=50');
  const { terminal, settings, clock, parts } = context;
  const country = await requireCountry(options.country ?? settings.country);
  const { importContacts } = await import('../../operations/import-contacts.ts');
  const { openReport } = await import('../import-report.ts');
  const { settleColumns } = await import('../import-columns.ts');
  const { openProgress } = await import('../progress.ts');
  const called = file === '-' ? 'standard input' : file;
  const list = await openListFile(path, { ...options, called });
  terminal.note(terminal.paintErr.dim(`${printable(called)}: ${list.detected}`));
  const dryRun = options.dryRun ?? false;
  const rejectFile = dryRun ? undefined : await openRejects(parts.workingFolder, file, options.rejects);
  const store = await context.store();
  const report = openReport(context, dryRun);
  const progress = openProgress(terminal);
  const stopping = listenForStop(context, 'the rows under way are finished first');
  const result = await importContacts(store, list, {
    called,
    country,
    policy: { onDuplicate: options.onDuplicate, overwriteEmpty: options.overwriteEmpty ?? false },
    tags: options.tag ?? [],
    dryRun,
    now: () => clock().now(),
    signal: stopping.signal,
    settleColumns: async (headers, firstRows) => {
      const { map: mapping = {}, askColumns: asks = false } = options;
      const head = { called, headers, firstRows, mapping, asks, dryRun };
      const columns = await settleColumns(context, head);
      rejectFile?.begin(headers);
      return columns;
    },
    onProgress: ({ doing, rows, share }) =>
      progress.at(doing === 'reading' ? 'Reading' : 'Importing', rows, share),
    onReject: (reject) => {
      rejectFile?.add(reject.cells, reject.sentence);
      report.reject(reject);
    },
    onSaved: report.saved,
  });
  stopping.end();
  progress.end();
  await rejectFile?.end();
  report.tell(result, rejectFile ? options.rejects : undefined);
  if (result.stoppedAfter !== undefined) return stopping.code();
  return result.rejected > 0 ? exitCodes.partly_done : undefined;
}

async function openListFile(path: string, options: ListOptions) {
  const { openList } = await import('../../operations/list-files/open-list.ts');
  const { called, encoding, delimiter, sheet } = options;
  return openList(path, {
    called,
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(sheet === undefined ? {} : { sheet }),
  });
}

async function openRejects(folder: string, list: string, rejects: string | undefined) {
  if (rejects === undefined) return undefined;
  const { openRejectFile } = await import('../reject-file.ts');
  return openRejectFile(folder, list === '-' ? undefined : list, rejects);
}

async function requireCountry(text: string): Promise<string> {
  const { isCountry } = await import('../../domain/phone-number.ts');
  const country = text.toUpperCase();
  if (isCountry(country)) return country;
  throw new Problem('usage', {
    code: 'unknown_country',
    message: `"${text}" is not a country that phone numbers are known of.`,
    hint: 'Use two letters, such as AU, NZ or US.',
  });
}

/** The file itself; standard input is put into a file first, for the list is read twice. */
async function withFile<T>(
  { terminal, parts }: Context,
  file: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (file !== '-') return work(resolve(parts.workingFolder, file));
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-'));
  try {
    const path = join(folder, 'standard-input');
    await pipeline(terminal.stdin, createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
