import type { DuplicatePolicy } from '../../../domain/contacts/merging/merge.ts';
import type { NewOwnerPolicy } from '../../../domain/contacts/merging/new-owner.ts';
import type { Column } from '../../../domain/lists/contact-columns.ts';
import { Problem } from '../../../domain/problem.ts';
import { type ImportResult, stoppedAtOnce } from '../../../operations/import/import-result.ts';
import { importRows } from '../../../operations/import/import-rows.ts';
import { readList } from '../../../operations/import/read-list.ts';
import type { ListFile } from '../../../operations/ports/list-file.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { requireCountry } from '../../options/require-country.ts';
import { listenForStop, type Stopping } from '../../options/stopping.ts';
import { openProgress } from '../../terminal/progress.ts';
import { paint } from '../../terminal/styled-text.ts';
import { formulaNote } from './formula-note.ts';
import { listPath } from './list-path.ts';
import { openList } from './open-list.ts';
import { settleNewOwners } from './owners/settle-new-owners.ts';
import { openRejectFile, type RejectFile } from './reject-file.ts';
import { type ImportReport, openReport } from './report.ts';
import { settleColumns } from './settle-columns.ts';
import { undoLastImport } from './undo.ts';

export interface ImportListOptions {
  map?: Record<string, string> | undefined;
  askColumns?: boolean | undefined;
  country?: string | undefined;
  tag?: string[] | undefined;
  onDuplicate: DuplicatePolicy;
  onNewOwner?: NewOwnerPolicy | undefined;
  overwriteEmpty?: boolean | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
  dryRun?: boolean | undefined;
  rejects?: string | undefined;
  undo?: boolean | undefined;
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
      hint: 'Give its path, or - for standard input.',
    });
  }
  const stopping = listenForStop(context, 'the rows in progress');
  const list = await listPath(context, file, stopping.signal);
  try {
    const label = file === '-' ? 'standard input' : file;
    return await importFile(context, { path: list.path, file, label, stopping }, options);
  } finally {
    list.release();
    stopping.end();
  }
}

/** A list that is being imported. */
interface Source {
  path: string;
  /** As the operator typed it. */
  file: string;
  /** Its name in messages. */
  label: string;
  stopping: Stopping;
}

async function importFile(
  context: Context,
  source: Source,
  options: ImportListOptions,
): Promise<ExitCode | undefined> {
  const country = requireCountry(options.country ?? context.settings.country);
  const { stopping } = source;
  const report = openReport(context, {
    dryRun: options.dryRun ?? false,
    isMapped: options.map !== undefined,
  });
  const plan = stopping.signal.aborted ? undefined : await readAndSettle(context, source, country, options);
  const result = plan ? await apply(context, source, { ...plan, country, report }, options) : stoppedAtOnce;
  const lost = await plan?.rejectFile?.end();
  if (!lost || !context.output.format.json)
    await report.print(result, plan?.rejectFile && !lost ? options.rejects : undefined);
  if (lost) throw lost;
  if (result.stoppedAfter !== undefined) return stopping.code();
  return result.rejected > 0 ? exitCodes.partly_done : undefined;
}

interface Plan {
  list: ListFile;
  columns: Column[];
  onNewOwner: NewOwnerPolicy;
  rejectFile: RejectFile | undefined;
}

/** Reads the list to its end and settles its columns. Writes no contact. @returns undefined if it was stopped */
async function readAndSettle(
  context: Context,
  { path, file, label, stopping: { signal } }: Source,
  country: string,
  options: ImportListOptions,
): Promise<Plan | undefined> {
  const { terminal, parts } = context;
  const { encoding, delimiter, sheet, map: mapping = {}, askColumns: asks = false, dryRun = false } = options;
  const list = await openList(context, path, { label, encoding, delimiter, sheet }, signal);
  if (!list) return undefined;
  terminal.note(paint.dim(`${label}: ${list.detected}`));
  const rejectFile = dryRun ? undefined : await openRejects(parts.workingFolder, file, options.rejects);
  const store = await context.store();
  const progress = openProgress(terminal);
  const onProgress = (rows: number, share: number) => progress.at('Reading', rows, share);
  const head = await readList(store, list, { signal, onProgress }).finally(progress.end);
  if (!head) return undefined;
  terminal.err(formulaNote(head.formulasWithoutResult));
  const columns = await settleColumns(context, { ...head, label, mapping, asks, dryRun, signal });
  if (!columns || signal.aborted) return undefined;
  const { onDuplicate } = options;
  const settled = { list, columns, country, onDuplicate, onNewOwner: options.onNewOwner, signal };
  const onNewOwner = await settleNewOwners(context, settled);
  if (!onNewOwner || signal.aborted) return undefined;
  await rejectFile?.begin(head.headers);
  return { list, columns, onNewOwner, rejectFile };
}

async function apply(
  context: Context,
  { label, stopping: { signal } }: Source,
  {
    list,
    columns,
    onNewOwner,
    country,
    rejectFile,
    report,
  }: Plan & { country: string; report: ImportReport },
  { onDuplicate, overwriteEmpty = false, tag: tags = [], dryRun = false }: ImportListOptions,
): Promise<ImportResult> {
  const { clock, terminal } = context;
  const progress = openProgress(terminal);
  return importRows(await context.store(), list, {
    label,
    columns,
    country,
    policy: { onDuplicate, overwriteEmpty, onNewOwner },
    tags,
    dryRun,
    now: () => clock().now(),
    signal,
    onProgress: (rows, share) => progress.at('Importing', rows, share),
    onReject: (reject) => {
      rejectFile?.add(reject.cells, reject.sentence);
      report.addReject(reject);
    },
    onSaved: report.addSaved,
  }).finally(progress.end);
}

async function openRejects(folder: string, list: string, rejects: string | undefined) {
  return rejects === undefined ? undefined : openRejectFile(folder, list === '-' ? undefined : list, rejects);
}
