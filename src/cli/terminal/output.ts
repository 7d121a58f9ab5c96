import {
  formatInstant,
  formatInstantBriefly,
  type Reader,
  relativeTo,
} from '../../domain/time/time-display.ts';
import { objectOf } from '../../views/view.ts';
import { type LongDocument, writeLong } from './long-result.ts';
import { printableJson } from './printable.ts';
import { chosen, detailsOf, type Field, type Show, writeCsv, writeTable } from './render-fields.ts';
import type { Terminal } from './terminal.ts';

export interface Format {
  json: boolean;
  csv: boolean;
  /** `--fields`: names, in the order wanted. */
  fields: string[] | undefined;
  /** In whose clock times are shown. */
  reader: () => Reader;
  now: () => Date;
}

export interface List<T> {
  /** The key of the JSON document. */
  key: string;
  rows: readonly T[];
  fields: readonly Field<T>[];
  /** What a person reads where there is nothing. */
  empty: string;
}

/** The one renderer: lists as table, JSON or CSV; single results as JSON or as lines. */
export interface Output {
  format: Format;
  show: Show;
  list<T>(list: List<T>): Promise<void>;
  /** One result: the document with `--json`, else the lines, which are printable already. */
  result(document: Record<string, unknown>, lines: () => string | string[]): void;
  /** The same for one with a long list in it: with `--json` its rows are written as they are read. */
  longResult(document: LongDocument, lines: () => string): Promise<void>;
  /** A row's fields beneath each other, for `show`. */
  details<T>(row: T, fields: readonly Field<T>[]): string[];
}

export function createOutput(terminal: Terminal, format: Format): Output {
  const show: Show = {
    paint: terminal.paint,
    time: (instant) =>
      terminal.isInteractive
        ? formatInstantBriefly(instant, format.now(), format.reader())
        : formatInstant(instant, format.reader()),
    distance: (instant) => (terminal.isInteractive ? relativeTo(instant, format.now()) : ''),
  };
  return {
    format,
    show,
    list: async (list) => {
      const fields = chosen(list.fields, format.fields);
      if (format.json)
        terminal.out(printableJson({ [list.key]: list.rows.map((row) => objectOf(row, fields)) }));
      else if (format.csv) await writeCsv(terminal, list.rows, fields);
      else if (list.rows.length === 0) terminal.note(list.empty);
      else await writeTable(terminal, list.rows, fields, { show, all: format.fields !== undefined });
    },
    result: (document, lines) => {
      if (format.json) terminal.out(printableJson(document));
      else for (const line of [lines()].flat()) terminal.out(line);
    },
    longResult: async (document, lines) => {
      if (format.json) await writeLong(terminal, document);
      else terminal.out(lines());
    },
    details: (row, fields) => detailsOf(row, fields, show),
  };
}
