import { resemblesMark, saysDoNotCall } from '../../contacts/suppression/mark-texts.ts';
import type { Column } from '../contact-columns.ts';
import { normalisedHeader } from '../headings/column-aliases.ts';
import { isOwnExport } from '../headings/own-exports.ts';
import { isAboutMark, isOtherChannel, markHeading } from './mark-headings.ts';

/** A cell that may mean that its contact must not be called, and is not read so. */
export interface DoubtfulText {
  /** The index of its column. */
  index: number;
  line: number;
  text: string;
}

/** Returns a function that looks at the rows of a list, and what it has found: the first doubtful cell of each column. */
export function doubtfulTextFinder(): {
  found: DoubtfulText[];
  look(cells: readonly string[], line: number): void;
} {
  const found = new Map<number, DoubtfulText>();
  const look = (cells: readonly string[], line: number) => {
    // One test for the whole row: nearly every row ends here.
    if (!resemblesMark(cells.join('\n'))) return;
    for (const [index, text] of cells.entries())
      if (!found.has(index) && resemblesMark(text) && !saysDoNotCall(text))
        found.set(index, { index, line, text });
  };
  return {
    get found() {
      return [...found.values()];
    },
    look,
  };
}

/** Returns the columns whose headings look as if they said who may be called, and which are read as custom fields. */
export function doubtfulColumns(columns: readonly Column[]): Column[] {
  const hasMarks = columns.some(({ meaning: { kind } }) => kind === 'doNotCall' || kind === 'mayCall');
  return columns.filter(({ header, meaning, readsMarks }) => {
    const name = normalisedHeader(header);
    const isDoubtful = meaning.kind === 'custom' && readsMarks && markHeading(name) === 'doubtful';
    return isDoubtful && !(hasMarks && isAboutMark(name));
  });
}

/** Returns the texts that are in columns of which the operator may not know: not in those of marks, of e-mail, or that are left out. */
export function doubtfulTextsIn(columns: readonly Column[], texts: readonly DoubtfulText[]): DoubtfulText[] {
  if (isOwnExport(columns.map(({ header }) => header))) return [];
  return texts.filter(({ index }) => {
    const column = columns[index];
    if (!column) return false;
    const { kind } = column.meaning;
    const isRead = kind === 'doNotCall' || kind === 'mayCall' || kind === 'ignored';
    return !isRead && !isOtherChannel(normalisedHeader(column.header));
  });
}
