import { type Measure, measureOf, wrapped } from '../terminal/layout.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import type { CommandPage, Entry } from './describe-command.ts';
import { pageWidth } from './page-width.ts';

/** Columns: before every line below a heading, between a term and its text, and before a text on a line of its own. */
const margin = 2;
const gap = 2;
const stackedMargin = 6;

/** Texts in fewer columns are hard to read: they go below their terms. */
const minText = 28;

/** Renders the help of a command as lines that fit a screen of this many columns; undefined if there is none. */
export async function renderPage(page: CommandPage, width: number | undefined): Promise<Printable[]> {
  const screen = pageWidth(width);
  const entries = page.sections.flatMap((section) => section.entries);
  const widthOf = await measureOf([page.summary, ...entries.flatMap(({ term, about }) => [term, about])]);
  const layout = { widthOf, width: screen, column: columnFor(entries, screen) };
  return [
    ...wrapped(page.summary, screen, widthOf),
    ...section('Usage', page.usage.flatMap(indented(layout))),
    ...page.sections.flatMap(({ heading, entries: some }) =>
      section(heading, some.flatMap(entryLines(layout))),
    ),
    ...section('Examples', page.examples.map(exampleLine)),
    ...section('Learn more', moreLines(page).flatMap(entryLines({ ...layout, column: moreColumn(screen) }))),
  ];
}

interface Layout {
  widthOf: Measure;
  /** Columns of the screen. */
  width: number;
  /** The column at which texts begin; undefined if they go below their terms. */
  column: number | undefined;
}

function section(heading: string, lines: readonly Printable[]): Printable[] {
  return lines.length === 0 ? [] : ['', paint.bold(heading.toUpperCase()), ...lines];
}

function columnFor(entries: readonly Entry[], width: number): number | undefined {
  const column = margin + gap + Math.max(0, ...entries.map(({ term }) => term.length));
  return width - column >= minText ? column : undefined;
}

function entryLines({ widthOf, width, column }: Layout): (entry: Entry) => Printable[] {
  return ({ term, about }) => {
    const start = `${' '.repeat(margin)}${term}`;
    if (about === '') return [start];
    const indent = ' '.repeat(column ?? stackedMargin);
    const texts = wrapped(about, width - indent.length, widthOf);
    if (column === undefined) return [start, ...texts.map((text) => styled`${indent}${text}`)];
    return texts.map((text, index) => styled`${index === 0 ? start.padEnd(column) : indent}${text}`);
  };
}

function indented({ widthOf, width }: Layout): (text: string) => Printable[] {
  return (text) =>
    wrapped(text, width - margin - gap, widthOf).map(
      (line, index) => styled`${' '.repeat(index === 0 ? margin : margin + gap)}${line}`,
    );
}

/** A line that is too long for the screen is broken when it is printed. */
function exampleLine(line: string): Printable {
  const isComment = line.startsWith('# ');
  return styled`${' '.repeat(margin)}${isComment ? paint.dim(line) : paint.cyan(line)}`;
}

const globalOptions = 'voicebot help global-options';

function moreLines({ isProgram, topics }: CommandPage): Entry[] {
  const start = isProgram
    ? [
        { term: 'voicebot help <command>', about: 'The options and examples of a command' },
        { term: 'voicebot help <topic>', about: 'One of the topics above' },
      ]
    : [];
  const related = topics.map((topic) => ({ term: `voicebot help ${topic}`, about: '' }));
  return [...start, ...related, { term: globalOptions, about: 'Options of every command, such as --json' }];
}

function moreColumn(width: number): number | undefined {
  const column = margin + gap + globalOptions.length;
  return width - column >= minText - 4 ? column : undefined;
}
