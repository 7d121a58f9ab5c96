import type { SavedRow } from '../../../domain/contacts/merge.ts';
import type { ImportResult, Reject } from '../../../operations/import/import-rows.ts';
import type { PreparedRow } from '../../../operations/ports/list-file.ts';
import type { Context } from '../../context.ts';
import { type Change, changesTable, rejectsTable, whatNext } from './tables.ts';

/** What is kept of single rows while a list of any length is imported. */
export interface ImportReport {
  reject(reject: Reject): void;
  saved(row: PreparedRow, saved: SavedRow): void;
  /** @param rejectFile where the rejected rows are, if anywhere */
  tell(result: ImportResult, rejectFile: string | undefined): Promise<void>;
}

/** Rows that a JSON document has room for; the counts are of all. */
const listed = 10_000;

/**
 * @param dryRun then every row that would change something is told, field by field
 * @param isMapped whether `--map` said what columns are
 */
export function openReport(
  { terminal, output }: Context,
  { dryRun, isMapped }: { dryRun: boolean; isMapped: boolean },
): ImportReport {
  const rejects: Reject[] = [];
  const changes: Change[] = [];
  return {
    reject: (reject) => {
      if (rejects.length < listed) rejects.push(reject);
    },
    saved: ({ line, draft }, { result, known, changes: fields }) => {
      if (!dryRun || changes.length >= listed || (result !== 'created' && result !== 'updated')) return;
      const name = draft.name ?? known?.name ?? '';
      changes.push({ line, contactId: known?.id ?? null, phoneNumber: draft.phoneNumber, name, fields });
    },
    tell: async (result, rejectFile) => {
      output.result(documentOf(result, { dryRun, rejects, changes }), () =>
        summary(result, dryRun, terminal),
      );
      if (output.format.json) return;
      if (changes.length > 0) {
        terminal.note(await changesTable(changes, result.created + result.updated, terminal));
      }
      if (result.rejected > 0) terminal.err(await rejectsTable(rejects, result.rejected, terminal));
      for (const line of remarks(result)) terminal.note(`${terminal.paintErr.yellow('!')} ${line}`);
      if (result.rejected > 0 && !dryRun)
        terminal.note(terminal.paintErr.dim(whatNext(rejectFile, isMapped)));
    },
  };
}

function documentOf(
  { stoppedAfter, skipped, marked, repeated, ...counts }: ImportResult,
  { dryRun, rejects, changes }: { dryRun: boolean; rejects: Reject[]; changes: Change[] },
) {
  return {
    success: stoppedAfter === undefined,
    ...(dryRun ? { dryRun } : {}),
    ...(stoppedAfter === undefined ? {} : { stoppedAfterLine: stoppedAfter }),
    imported: counts.created + counts.updated + counts.unchanged,
    ...counts,
    rejects: rejects.map(({ line, sentence, row, column, value }) => ({
      line,
      reason: sentence,
      row,
      column,
      value,
    })),
    skipped,
    ...(marked > 0 ? { marked } : {}),
    ...(repeated > 0 ? { repeated } : {}),
    ...(dryRun ? { changes } : {}),
  };
}

function remarks({ repeated, marked }: ImportResult): string[] {
  const rows = (n: number) => (n === 1 ? '1 row has' : `${n} rows have`);
  return [
    ...(repeated > 0
      ? [`${rows(repeated)} a number that stood in the list before: the first row has the last word.`]
      : []),
    ...(marked > 0 ? [`${marked} contact(s) marked do-not-call by rows that did not go in otherwise.`] : []),
  ];
}

function summary(result: ImportResult, dryRun: boolean, { paint }: Context['terminal']): string[] {
  const { created, updated, unchanged, skipped, stoppedAfter } = result;
  const number = new Intl.NumberFormat('en');
  const count = (n: number, what: string) => `${number.format(n)} ${what}`;
  const parts = [count(created, 'new'), count(updated, 'updated'), count(unchanged, 'unchanged')];
  if (skipped > 0) parts.push(count(skipped, 'skipped'));
  const all = count(created + updated + unchanged, dryRun ? 'would be imported' : 'imported');
  const line = `${all}: ${parts.join(', ')}`;
  if (stoppedAfter === undefined) return [`${paint.green('✓')} ${line}`];
  if (stoppedAfter === 0) return [`${paint.yellow('!')} Stopped before the first row: nothing was imported`];
  const rest = 'Importing the same file again goes on: what is in stays as it is.';
  return [`${paint.yellow('!')} Stopped after line ${number.format(stoppedAfter)}: ${line}`, rest];
}
