import {
  formatInstant,
  formatInstantBriefly,
  type Reader,
  relativeTo,
} from '../../domain/time/time-display.ts';
import { objectOf } from '../../views/view.ts';
import { type Fields, fieldsNamed } from '../listing/select-fields.ts';
import { forProfile } from '../profiles/for-profile.ts';
import { type LongDocument, mapped, writeLong } from './long-result.ts';
import { detailLines, type Field, type Show, tableOf, writeCsv } from './render-fields.ts';
import type { Printable } from './styled-text.ts';
import type { Lines, Terminal } from './terminal.ts';

export interface Format {
  json: boolean;
  csv: boolean;
  /** The names after `--fields`, in order. */
  fields: string[] | undefined;
  /** The time zone and locale to show times in. */
  reader: () => Reader;
  now: () => Date;
  /** Returns the profile that commands must name; undefined if they use it by themselves. */
  profile: () => string | undefined;
}

export interface List<T> extends Fields<T> {
  /** The key of the JSON document. */
  key: string;
  rows: readonly T[];
  /** The note for a person if there are no rows. */
  empty: string;
  /** What the JSON document has after its rows. */
  after?: Record<string, unknown>;
}

/** A list for programs, whose rows are read as they are written. */
export interface WrittenList<T> extends Fields<T> {
  /** The key of the JSON document. */
  key: string;
  /** Reads the rows from the beginning. */
  rows: () => AsyncIterable<T>;
  /** What the JSON document has after its rows. */
  after: Record<string, unknown>;
}

/** One row that is shown by itself. */
export interface Shown<T> extends Fields<T> {
  /** The key of the row in the JSON document. */
  key: string;
  row: T;
  /** What the JSON document has beside it, unless `--fields` chooses. */
  beside?: Record<string, unknown>;
  /** The lines for a person, unless `--fields` chooses. */
  lines: () => Promise<Lines>;
}

/** Shows every result: lists as table, JSON or CSV; single results as JSON or lines. */
export interface Output {
  format: Format;
  show: Show;
  list<T>(list: List<T>): Promise<void>;
  /** Writes a list of any length as JSON or CSV. */
  wholeList<T>(list: WrittenList<T>): Promise<void>;
  /** Shows one result: the document with `--json`, otherwise the lines. */
  result(document: Record<string, unknown>, lines: () => Lines): void;
  /** The same for a result with a long list: with `--json`, rows are written as they are read. */
  longResult(document: LongDocument, lines: () => Lines): Promise<void>;
  /** Shows one row by itself: as a JSON document, as CSV with one row, or as lines. */
  record<T>(shown: Shown<T>): Promise<void>;
  /** Returns a line for each field of a row, for `record`. */
  details<T>(row: T, fields: readonly Field<T>[]): Promise<Printable[]>;
}

/** Returns an output that writes to the terminal in this format. */
export function createOutput(terminal: Terminal, format: Format): Output {
  const show: Show = {
    time: (instant) =>
      terminal.isInteractive
        ? formatInstantBriefly(instant, format.now(), format.reader())
        : formatInstant(instant, format.reader()),
    advice: (text) => forProfile(text, format.profile()),
    distance: (instant) => (terminal.isInteractive ? relativeTo(instant, format.now()) : ''),
  };
  return {
    format,
    show,
    list: async (list) => {
      const fields = await fieldsNamed(list, format.fields);
      if (format.json) await writeLong(terminal, longDocument(list, fields));
      else if (format.csv) await writeCsv(terminal, () => list.rows, fields);
      else if (list.rows.length === 0) terminal.note(list.empty);
      else {
        const all = format.fields !== undefined;
        await terminal.page(await tableOf(list.rows, fields, { show, all, width: terminal.width }));
      }
    },
    wholeList: async ({ key, rows, after, ...all }) => {
      const fields = await fieldsNamed(all, format.fields);
      if (format.csv) await writeCsv(terminal, rows, fields);
      else await writeLong(terminal, { key, rows: mapped(rows(), (row) => objectOf(row, fields)), after });
    },
    result: (document, lines) => {
      if (format.json) terminal.json(document);
      else terminal.out(lines());
    },
    longResult: async (document, lines) => {
      if (format.json) await writeLong(terminal, document);
      else terminal.out(lines());
    },
    record: async ({ key, row, beside, lines, ...all }) => {
      const fields = await fieldsNamed(all, format.fields);
      const isWhole = format.fields === undefined;
      if (format.json) terminal.json({ [key]: objectOf(row, fields), ...(isWhole ? beside : {}) });
      else if (format.csv) await writeCsv(terminal, () => [row], fields);
      else
        await terminal.page(
          isWhole ? await lines() : await detailLines(row, fields, { show, width: terminal.width }),
        );
    },
    details: (row, fields) => detailLines(row, fields, { show, width: terminal.width }),
  };
}

/** A million rows in one string would be more than a string can hold. */
function longDocument<T>({ key, rows, after = {} }: List<T>, fields: readonly Field<T>[]): LongDocument {
  return { key, rows: mapped(eachOf(rows), (row) => objectOf(row, fields)), after };
}

async function* eachOf<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}
