import type { Column } from '../../../domain/lists/contact-columns.ts';
import {
  type DoubtfulText,
  doubtfulColumns,
  doubtfulTextsIn,
} from '../../../domain/lists/marks/doubtful-marks.ts';
import { Problem } from '../../../domain/problem.ts';
import { isField, type Mapping } from '../../../operations/import/map-columns.ts';
import type { ListHead } from '../../../operations/ports/list-file.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** Texts that are shown. */
const mostShown = 5;

/** Warns of columns and cells that may say who must not be called, and are not read so, before anything is imported. */
export function warnOfDoubts(
  terminal: Terminal,
  columns: readonly Column[],
  mapping: Mapping,
  { doubtfulTexts }: ListHead,
): void {
  for (const { header } of undecided(columns, mapping)) {
    const name = header.trim();
    const choices = `--map '${name}=do_not_call' if yes means do not call, '${name}=may_call' if no does`;
    terminal.err(
      styled`${paint.yellow('!')} ${name} may say who must not be called, but is not read as such: use ${choices}.`,
    );
  }
  const texts = doubtfulTextsIn(columns, doubtfulTexts);
  for (const text of texts.slice(0, mostShown))
    terminal.err(
      styled`${paint.yellow('!')} ${describe(columns, text)}: it looks like a do-not-call mark, but is not read as one.`,
    );
  const more = texts.length - mostShown;
  if (more > 0) terminal.err(styled`${paint.yellow('!')} ${more} more columns have such texts.`);
}

/**
 * Asks about each column whose heading looks as if it said who may be called.
 *
 * @returns what the operator said of them
 */
export async function askAboutHeadings(
  terminal: Terminal,
  columns: readonly Column[],
  mapping: Mapping,
  { firstRows, signal }: ListHead & { signal: AbortSignal },
): Promise<Mapping> {
  const answers: Record<string, string> = {};
  for (const column of undecided(columns, mapping)) {
    const header = column.header.trim();
    const index = columns.indexOf(column);
    const examples = firstRows.map((row) => (row[index] ?? '').trim()).filter(Boolean);
    const example = examples.length > 0 ? ` (${[...new Set(examples)].slice(0, 3).join(' · ')})` : '';
    const answer = await terminal.choose(
      `Does "${header}"${example} say who may be called?`,
      [
        { name: 'Yes: yes means do not call', value: 'do_not_call' },
        { name: 'Yes: no means do not call', value: 'may_call' },
        { name: 'No', value: customFieldOf(column) },
      ],
      signal,
    );
    if (isField(answer)) answers[header] = answer;
  }
  return answers;
}

/**
 * Shows cells that look like do-not-call marks and are none, and asks whether to go on.
 *
 * @throws Problem `not_confirmed`
 */
export async function askAboutTexts(
  terminal: Terminal,
  columns: readonly Column[],
  { doubtfulTexts, signal }: ListHead & { signal: AbortSignal },
): Promise<void> {
  const texts = doubtfulTextsIn(columns, doubtfulTexts);
  if (texts.length === 0) return;
  for (const text of texts.slice(0, mostShown))
    terminal.note(styled`${paint.yellow('!')} ${describe(columns, text)}`);
  const choice = await terminal.choose(
    'This looks like a do-not-call mark, but is not read as one. Import anyway?',
    [
      { name: 'No, import nothing', value: 'stop' },
      { name: 'Yes, these people may be called', value: 'import' },
    ],
    signal,
  );
  if (choice === 'stop')
    throw new Problem('usage', { code: 'not_confirmed', message: 'Nothing was imported.' });
}

/** Returns the doubtful columns that the operator has not decided on. */
function undecided(columns: readonly Column[], mapping: Mapping): Column[] {
  return doubtfulColumns(columns).filter(({ header }) => !Object.hasOwn(mapping, header.trim()));
}

function customFieldOf({ meaning }: Column): string {
  return meaning.kind === 'custom' ? meaning.key : '';
}

function describe(columns: readonly Column[], { index, line, text }: DoubtfulText): string {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return `Line ${line}, ${columns[index]?.header.trim() ?? ''}: "${short}"`;
}
