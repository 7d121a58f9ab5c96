import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Column } from '../../domain/contact-columns.ts';
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
  const result = await withFile(context, file, (path) =>
    importContacts(store, path, {
      country,
      mapping: options.map ?? {},
      dryRun: options.dryRun ?? false,
      now: () => clock().now(),
      onColumns: (columns) => terminal.note(terminal.paintErr.dim(describeColumns(columns))),
    }),
  );
  if (options.rejects) await writeRejects(resolve(context.parts.workingFolder, options.rejects), result);
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
    const field = meaning.kind === 'custom' ? meaning.key : meaning.kind;
    return `${printable(header)} → ${field}`;
  });
  return `Columns: ${read.join(', ')}`;
}

/** The rejected rows as they stood, with a last column for the reason: mended, the file can be imported as it is. */
async function writeRejects(path: string, { headers, rejects }: ImportResult): Promise<void> {
  const { stringify } = await import('csv-stringify/sync');
  const rows = rejects.map(({ row, reason }) => [...headers.map((header) => row[header] ?? ''), reason]);
  await writeFile(path, stringify([[...headers, 'reject_reason'], ...rows]), { mode: 0o600 });
}

function tellResult(
  { output, terminal }: Context,
  result: ImportResult,
  { dryRun, rejects }: ImportListOptions,
): void {
  const { imported, created, updated, unchanged } = result;
  const counts = { imported, created, updated, unchanged, rejected: result.rejects.length };
  output.result({ success: true, ...(dryRun ? { dryRun } : {}), ...counts, rejects: result.rejects }, () => [
    `${terminal.paint.green('✓')} ${imported} ${dryRun ? 'would be imported' : 'imported'}: ${created} new, ${updated} updated, ${unchanged} unchanged`,
  ]);
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
