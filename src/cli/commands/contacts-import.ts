import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Column, rejectReason, snakeCase } from '../../domain/contact-columns.ts';
import { Problem } from '../../domain/problem.ts';
import type { ImportResult } from '../../operations/import-contacts.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printable } from '../printable.ts';

interface ImportListOptions {
  map?: Record<string, string> | undefined;
  country?: string | undefined;
  dryRun?: true | undefined;
  rejects?: string | undefined;
}

const shownRejects = 10;

/** `contacts import` */
export async function importList(
  context: Context,
  file: string,
  options: ImportListOptions,
): Promise<ExitCode | undefined> {
  const { terminal, settings, clock } = context;
  const { importContacts } = await import('../../operations/import-contacts.ts');
  const country = (options.country ?? settings.country).toUpperCase();
  await requireCountry(country);
  const store = await context.store();
  const rejects =
    options.rejects && !options.dryRun ? openRejects(context, file, options.rejects) : undefined;
  const result = await withFile(context, file, (path) =>
    importContacts(store, path, {
      called: file === '-' ? 'standard input' : file,
      country,
      mapping: options.map ?? {},
      dryRun: options.dryRun ?? false,
      now: () => clock().now(),
      onColumns: (columns) => terminal.note(terminal.paintErr.dim(describeColumns(columns))),
    }),
  );
  if (rejects) await writeRejects(rejects, result);
  tellResult(context, result, options);
  return result.rejects.length > 0 ? exitCodes.partly_done : undefined;
}

async function requireCountry(country: string): Promise<void> {
  const { isCountry } = await import('../../domain/phone-number.ts');
  if (isCountry(country)) return;
  throw new Problem('usage', {
    code: 'unknown_country',
    message: `"${country}" is not a country that phone numbers are known of.`,
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
    const path = join(folder, 'standard-input.csv');
    await pipeline(terminal.stdin, createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describeColumns(columns: readonly Column[]): string {
  const read = columns.map(({ header, meaning }) => {
    const field = meaning.kind === 'custom' ? meaning.key : snakeCase(meaning.kind);
    return `${printable(header)} → ${field}`;
  });
  return `Columns: ${read.join(', ')}`;
}

/** Where the rejected rows will go, found out before anything is imported. */
function openRejects({ parts }: Context, list: string, rejects: string): string {
  const path = resolve(parts.workingFolder, rejects);
  const wrong = (message: string) =>
    new Problem('usage', {
      code: 'rejects_not_writable',
      message,
      hint: 'Name another file with --rejects; nothing was imported.',
    });
  if (list !== '-' && isSameFile(path, resolve(parts.workingFolder, list))) {
    throw wrong(`--rejects ${rejects} would overwrite the list itself.`);
  }
  try {
    const before = readFileSync(path, { flag: 'a+' }).toString('utf8', 0, rejectReason.length);
    if (before && before !== rejectReason)
      throw wrong(`--rejects ${rejects} would overwrite a file that is none of rejects.`);
    chmodSync(path, 0o600);
    return path;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw wrong(`--rejects ${rejects} cannot be written (${code}).`);
  }
}

function isSameFile(one: string, other: string): boolean {
  const stats = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return stats[0] !== undefined && stats[0].ino === stats[1]?.ino && stats[0].dev === stats[1].dev;
}

/** The rejected rows as they stood, each after its reason: mended, the file can be imported as it is. */
async function writeRejects(path: string, { headers, rejects }: ImportResult): Promise<void> {
  const { stringify } = await import('csv-stringify/sync');
  const rows = rejects.map(({ cells, reason }) => [reason, ...cells]);
  await writeFile(path, stringify([[rejectReason, ...headers], ...rows]), { mode: 0o600 });
}

function tellResult(
  { output, terminal }: Context,
  result: ImportResult,
  { dryRun, rejects }: ImportListOptions,
): void {
  const { imported, created, updated, unchanged } = result;
  const counts = { imported, created, updated, unchanged, rejected: result.rejects.length };
  output.result(
    {
      success: true,
      ...(dryRun ? { dryRun } : {}),
      ...counts,
      rejects: result.rejects.map(({ line, reason, row }) => ({ line, reason, row })),
    },
    () => [
      `${terminal.paint.green('✓')} ${imported} ${dryRun ? 'would be imported' : 'imported'}: ${created} new, ${updated} updated, ${unchanged} unchanged`,
    ],
  );
  if (output.format.json || result.rejects.length === 0) return;
  const paint = terminal.paintErr;
  terminal.err(`${paint.yellow('!')} ${result.rejects.length} rejected:`);
  for (const { line, reason } of result.rejects.slice(0, shownRejects)) {
    terminal.err(`  line ${line}: ${printable(reason)}`);
  }
  const more = result.rejects.length - shownRejects;
  if (more > 0) terminal.err(`  and ${more} more`);
  terminal.err(
    paint.dim(
      rejects ? `They are in ${printable(rejects)}.` : 'Add --rejects FILE to have them in a file to mend.',
    ),
  );
}
