import { parseWashDay } from '../../domain/contacts/suppression/wash.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { Problem } from '../../domain/problem.ts';
import { columnsOf } from '../../operations/import/map-columns.ts';
import { readList } from '../../operations/import/read-list.ts';
import type { ListFile } from '../../operations/ports/list-file.ts';
import {
  type ImportedNumbers,
  type ImportNumbersOptions,
  importNumbers,
  importWash,
} from '../../operations/suppression/import-numbers.ts';
import { hasMarkColumn, type RejectedRow } from '../../operations/suppression/read-numbers.ts';
import { formulaNote } from '../contacts/import/formula-note.ts';
import { listPath } from '../contacts/import/list-path.ts';
import { openList } from '../contacts/import/open-list.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { requireCountry } from '../options/require-country.ts';
import { listenForStop } from '../options/stopping.ts';
import { openProgress } from '../terminal/progress.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { cancelledNote, currentUser, numbersNote } from './notes.ts';

interface ListOptions {
  map?: Record<string, string> | undefined;
  country?: string | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
  sheet?: string | undefined;
}

/** `dnc import` */
export function importList(
  context: Context,
  file: string,
  options: ListOptions & { reason?: string | undefined },
): Promise<ExitCode | undefined> {
  const reason = options.reason?.trim() || null;
  return importFile(context, file, options, async (list, reading) => {
    await confirmImport(context, file);
    return importNumbers(await context.store(), list, { ...reading, reason });
  });
}

/** @throws Problem `not_confirmed` */
async function confirmImport({ terminal }: Context, file: string): Promise<void> {
  terminal.status(undefined);
  const question = `Never call the numbers of ${labelOf(file)} again, and cancel the calls to them?`;
  await terminal.confirm(question, { default: true, unattended: 'proceed' });
}

/** `dnc wash` */
export function importWashed(
  context: Context,
  file: string,
  options: ListOptions & { date: string; register: string },
): Promise<ExitCode | undefined> {
  const { settings, clock } = context;
  const washedAt = parseWashDay(options.date, { now: clock().now(), zone: settings.timezone });
  const register = options.register.trim();
  if (!register)
    throw new Problem('usage', { code: 'missing_register', message: 'The register needs a name.' });
  return importFile(context, file, options, async (list, reading) => {
    if (!hasMarkColumn(reading.columns)) throw noMarkColumn(reading.columns);
    const wash = { label: labelOf(file), register, washedAt };
    return importWash(await context.store(), list, wash, { ...reading, spacing: settings.interval });
  });
}

/** Without the column every number would be taken for one that may be called, or for one that must not. */
function noMarkColumn(columns: readonly Column[]): Problem {
  return new Problem('usage', {
    code: 'no_mark_column',
    message: `No column says which numbers the register lists. The columns are: ${columns.map(({ header }) => header).join(', ')}.`,
    hint: "Say which it is with --map 'Header=do_not_call'. If all are listed, use: voicebot dnc import",
  });
}

type Import = (list: ListFile, reading: Omit<ImportNumbersOptions, 'reason'>) => Promise<ImportedNumbers>;

/** Rejected rows that a JSON document has. Its counts are of all rows. */
const mostListed = 10_000;

async function importFile(
  context: Context,
  file: string,
  options: ListOptions,
  apply: Import,
): Promise<ExitCode | undefined> {
  const { settings, parts, terminal, clock } = context;
  const country = requireCountry(options.country ?? settings.country);
  const stopping = listenForStop(context, 'the rows in progress');
  const { signal } = stopping;
  const source = await listPath(context, file, signal);
  const progress = openProgress(terminal);
  const rejects: RejectedRow[] = [];
  try {
    const { encoding, delimiter, sheet, map = {} } = options;
    const label = labelOf(file);
    const list = await openList(context, source.path, { label, encoding, delimiter, sheet }, signal);
    const onProgress = (rows: number, share: number) => progress.at('Reading', rows, share);
    const head = list && (await readList(await context.store(), list, { signal, onProgress }));
    if (!list || !head) return stopping.code();
    terminal.err(formulaNote(head.formulasWithoutResult));
    const result = await apply(list, {
      columns: columnsOf(head.headers, map, label),
      country,
      addedBy: currentUser(parts),
      clock: clock(),
      signal,
      onProgress: (rows, share) => progress.at('Importing', rows, share),
      onReject: (row) => void (rejects.length < mostListed && rejects.push(row)),
    });
    progress.end();
    show(context, result, rejects);
    if (result.isStopped) return stopping.code();
    return result.rejected > 0 ? exitCodes.partly_done : undefined;
  } finally {
    progress.end();
    source.release();
    stopping.end();
  }
}

const labelOf = (file: string) => (file === '-' ? 'standard input' : file);

/** Rejected rows that a screen shows. */
const mostShown = 10;

function show({ terminal, output }: Context, result: ImportedNumbers, rejects: readonly RejectedRow[]): void {
  const { listed, added, notListed, rejected, cancelled, isStopped } = result;
  output.result(
    {
      success: !isStopped,
      imported: listed + notListed,
      listed,
      added,
      notListed,
      rejected,
      rejects,
      cancelledCalls: cancelled,
    },
    () => {
      const others = notListed > 0 ? `; ${numbersNote(notListed)} may be called` : '';
      const known = listed > added ? `, ${numbersNote(listed - added)} already on it` : '';
      return styled`${paint.green('✓')} Added ${numbersNote(added)} to the do-not-call list${known}${others}${cancelledNote(cancelled)}`;
    },
  );
  if (isStopped) terminal.note(paint.yellow('Stopped. Run the same command to continue.'));
  if (output.format.json) return;
  for (const { line, reason } of rejects.slice(0, mostShown))
    terminal.err(styled`${paint.yellow('!')} Line ${line} was rejected: ${reason}`);
  if (rejected > mostShown) terminal.err(styled`${paint.yellow('!')} … and ${rejected - mostShown} more`);
}
