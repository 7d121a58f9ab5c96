import { countryCode } from '../../../domain/contacts/country.ts';
import type { DuplicatePolicy } from '../../../domain/contacts/merge.ts';
import { Problem } from '../../../domain/problem.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { listenForStop, type Stopping } from '../../options/stopping.ts';
import { printable } from '../../terminal/printable.ts';
import { listPath } from './list-path.ts';
import { undoLastImport } from './undo.ts';

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
  const stopping = listenForStop(context, 'the rows in progress');
  const list = await listPath(context, file, stopping.signal);
  try {
    return await importFile(context, { path: list.path, file, stopping }, options);
  } finally {
    list.release();
    stopping.end();
  }
}

interface Source {
  path: string;
  /** As the operator named it. */
  file: string;
  stopping: Stopping;
}

async function importFile(
  context: Context,
  { path, file, stopping }: Source,
  options: ImportListOptions,
): Promise<ExitCode | undefined> {
  const { terminal, output, settings, clock, parts } = context;
  const country = requireCountry(options.country ?? settings.country);
  const { importContacts } = await import('../../../operations/import/import-contacts.ts');
  const { stoppedAtOnce } = await import('../../../operations/import/import-result.ts');
  const { openReport } = await import('./report.ts');
  const { settleColumns } = await import('./settle-columns.ts');
  const { openProgress } = await import('../../terminal/progress.ts');
  const dryRun = options.dryRun ?? false;
  const report = openReport(context, { dryRun, isMapped: options.map !== undefined });
  if (stopping.signal.aborted) {
    await report.tell(stoppedAtOnce, undefined);
    return stopping.code();
  }
  const label = file === '-' ? 'standard input' : file;
  const { encoding, delimiter, sheet } = options;
  const list = await parts.openList(path, { label, encoding, delimiter, sheet });
  terminal.note(terminal.paintErr.dim(`${printable(label)}: ${list.detected}`));
  const rejectFile = dryRun ? undefined : await openRejects(parts.workingFolder, file, options.rejects);
  const store = await context.store();
  const progress = openProgress(terminal);
  const result = await importContacts(store, list, {
    label,
    country,
    policy: { onDuplicate: options.onDuplicate, overwriteEmpty: options.overwriteEmpty ?? false },
    tags: options.tag ?? [],
    dryRun,
    now: () => clock().now(),
    signal: stopping.signal,
    settleColumns: async (headers, firstRows) => {
      const { map: mapping = {}, askColumns: asks = false } = options;
      const { signal } = stopping;
      const columns = await settleColumns(context, {
        label,
        headers,
        firstRows,
        mapping,
        asks,
        dryRun,
        signal,
      });
      if (columns) await rejectFile?.begin(headers);
      return columns;
    },
    onProgress: ({ doing, rows, share }) =>
      progress.at(doing === 'reading' ? 'Reading' : 'Importing', rows, share),
    onReject: (reject) => {
      rejectFile?.add(reject.cells, reject.sentence);
      report.reject(reject);
    },
    onSaved: report.saved,
  }).finally(progress.end);
  const lost = await rejectFile?.end();
  if (!lost || !output.format.json)
    await report.tell(result, rejectFile && !lost ? options.rejects : undefined);
  if (lost) throw lost;
  if (result.stoppedAfter !== undefined) return stopping.code();
  return result.rejected > 0 ? exitCodes.partly_done : undefined;
}

async function openRejects(folder: string, list: string, rejects: string | undefined) {
  if (rejects === undefined) return undefined;
  const { openRejectFile } = await import('./reject-file.ts');
  return openRejectFile(folder, list === '-' ? undefined : list, rejects);
}

function requireCountry(text: string): string {
  const country = countryCode(text);
  if (country) return country;
  throw new Problem('usage', {
    code: 'unknown_country',
    message: `"${text}" is not a country code that voicebot knows phone numbers for.`,
    hint: 'Use two letters, such as AU, NZ or US.',
  });
}
