import { type SavedRow, savingResults } from '../../../domain/contacts/merging/saved-row.ts';
import { countText } from '../../../domain/count-text.ts';
import type { ImportResult, Reject } from '../../../operations/import/import-result.ts';
import type { PreparedRow } from '../../../operations/ports/list-file.ts';
import type { Context } from '../../context.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { collectOwners, type Owners, ownersTables, ownersView } from './owners/other-owners.ts';
import { type Change, changesTable, rejectsTable, whatNext } from './tables.ts';
import { describeTakenOver, type TakenOver, takenOverView } from './taken-over.ts';

/** What an import prints. Collects the first rows of each kind, because a list may be of any length. */
export interface ImportReport {
  addReject(reject: Reject): void;
  addSaved(row: PreparedRow, saved: SavedRow): void;
  /** @param rejectFile the file of the rejected rows, if there is one */
  print(result: ImportResult, rejectFile: string | undefined): Promise<void>;
}

/** Rows of each kind in a JSON document. Its counts are of all rows. */
const mostListed = 10_000;

/**
 * @param dryRun whether to print each row that would change something, field by field
 * @param isMapped whether `--map` was used
 */
export function openReport(
  { terminal, output }: Context,
  { dryRun, isMapped }: { dryRun: boolean; isMapped: boolean },
): ImportReport {
  const rejects: Reject[] = [];
  const changes: Change[] = [];
  const takenOver: TakenOver[] = [];
  const owners = collectOwners(mostListed);
  return {
    addReject: (reject) => {
      if (rejects.length < mostListed) rejects.push(reject);
    },
    addSaved: (row, saved) => {
      const { line, draft } = row;
      const { result, known, changes: fields, takenOver: mark } = saved;
      owners.add(row, saved);
      if (mark && takenOver.length < mostListed) {
        const { phoneNumber, name = known?.name ?? '' } = draft;
        takenOver.push({ line, phoneNumber, name, markOf: mark.markOf });
      }
      if (!dryRun || changes.length >= mostListed || !savingResults.has(result)) return;
      const name = draft.name ?? known?.name ?? '';
      changes.push({ line, contactId: known?.id ?? null, phoneNumber: draft.phoneNumber, name, fields });
    },
    print: async (result, rejectFile) => {
      output.result(documentOf(result, { dryRun, rejects, changes, takenOver, owners }), () =>
        summary(result, dryRun),
      );
      if (output.format.json) return;
      if (changes.length > 0) {
        const { created, updated, replaced } = result;
        terminal.note(await changesTable(changes, created + updated + replaced, terminal));
      }
      if (result.rejected > 0) terminal.err(await rejectsTable(rejects, result.rejected, terminal));
      for (const table of await ownersTables(owners, result, { terminal, dryRun })) terminal.err(table);
      for (const line of [...remarks(result), ...describeTakenOver(result.takenOver, takenOver)])
        terminal.note(styled`${paint.yellow('!')} ${output.show.advice(line)}`);
      if (result.rejected > 0 && !dryRun) terminal.note(paint.dim(whatNext(rejectFile, isMapped)));
    },
  };
}

/** The first rows of each kind. */
interface Collected {
  dryRun: boolean;
  rejects: Reject[];
  changes: Change[];
  takenOver: TakenOver[];
  owners: Owners;
}

function documentOf(
  { created, updated, unchanged, rejected, ...result }: ImportResult,
  { dryRun, rejects, changes, takenOver, owners }: Collected,
) {
  const { stoppedAfter, skipped, marked, takenOver: count, repeated, hiddenColumns, replaced } = result;
  const { doNotCall } = result;
  return {
    success: stoppedAfter === undefined,
    ...(dryRun ? { dryRun } : {}),
    ...(stoppedAfter === undefined ? {} : { stoppedAfterLine: stoppedAfter }),
    imported: created + updated + unchanged + replaced,
    ...{ created, updated, unchanged, rejected },
    rejects: rejects.map(({ line, sentence, row, column, value }) => ({
      line,
      reason: sentence,
      row,
      column,
      value,
    })),
    skipped,
    doNotCall,
    ...ownersView(owners, result),
    ...(marked > 0 ? { marked } : {}),
    ...(count > 0 ? { marksTakenOver: takenOver.map(takenOverView) } : {}),
    ...(repeated > 0 ? { repeated } : {}),
    ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}),
    ...(dryRun ? { changes } : {}),
  };
}

function remarks({ repeated, marked, hiddenColumns }: ImportResult): string[] {
  const lines: string[] = [];
  if (repeated === 1) lines.push('1 row repeats an earlier number; the earlier row was kept.');
  if (repeated > 1) lines.push(`${repeated} rows repeat earlier numbers; the earlier rows were kept.`);
  if (marked === 1)
    lines.push('1 contact was marked do-not-call by a row that was not imported, or has several numbers.');
  if (marked > 1)
    lines.push(
      `${marked} contacts were marked do-not-call by rows that were not imported, or have several numbers.`,
    );
  for (const { column, field } of hiddenColumns)
    lines.push(
      `The column ${column} never reaches your agent, which gets another {{${field}}}. To use it: --map '${column}=my_${field}'`,
    );
  return lines;
}

function summary(result: ImportResult, dryRun: boolean): Printable[] {
  const { created, updated, unchanged, skipped, shared, kept, replaced, doNotCall, stoppedAfter } = result;
  const count = (n: number, what: string) => `${countText(n)} ${what}`;
  const counts = [count(created, 'new'), count(updated, 'updated'), count(unchanged, 'unchanged')];
  for (const [n, what] of [
    ...[[replaced, 'replaced'] as const, [kept, 'kept'] as const, [skipped, 'skipped'] as const],
    [shared, shared === 1 ? 'shares a number' : 'share a number'] as const,
  ])
    if (n > 0) counts.push(count(n, what));
  const imported = created + updated + unchanged + replaced;
  const listed =
    doNotCall > 0 ? `; ${count(doNotCall, doNotCall === 1 ? 'is' : 'are')} on the do-not-call list` : '';
  const line = `${count(imported, imported === 1 ? 'row' : 'rows')}: ${counts.join(', ')}${listed}`;
  if (stoppedAfter === undefined) return [styled`${paint.green('✓')} ${dryRun ? 'Dry run of ' : ''}${line}`];
  if (stoppedAfter === 0)
    return [styled`${paint.yellow('!')} Stopped before the first row: nothing was imported`];
  return [
    styled`${paint.yellow('!')} Stopped after line ${countText(stoppedAfter)}. ${line}`,
    'Import the same list again to continue.',
  ];
}
