import { type ContactDraft, mergeDrafts } from '../domain/contact.ts';
import {
  type Column,
  type ColumnMeaning,
  mappableFields,
  phoneColumns,
  readColumns,
} from '../domain/contact-columns.ts';
import { Problem } from '../domain/problem.ts';
import { reservedVariables } from '../domain/variables.ts';
import { openList } from './list-files/open-list.ts';
import { readContactRow } from './read-contact-row.ts';
import { describeReject, type Refusal } from './refusal.ts';
import type { ContactStore, SaveResult } from './store.ts';

export interface ImportOptions {
  /** What the operator calls the file. */
  called: string;
  /** How a number without `+` is read. */
  country: string;
  /** `--map`: fields by header. */
  mapping: Readonly<Record<string, string>>;
  /** Say what would happen, and change nothing. */
  dryRun: boolean;
  now: () => Date;
  /** Told once, before the first row. */
  onColumns: (columns: readonly Column[]) => void;
}

/** A row that did not go in, and why. */
export interface Reject {
  line: number;
  /** Where it is, if it is one value. */
  column: string | null;
  value: string | null;
  /** All of it in one line, column and value included. */
  reason: string;
  /** The cells by their headers. */
  row: Record<string, string>;
  /** The cells as they stood. */
  cells: string[];
}

export interface ImportResult {
  /** Rows that went in: created, updated and unchanged. */
  imported: number;
  created: number;
  updated: number;
  unchanged: number;
  rejects: Reject[];
  /** The header as it stands in the file. */
  headers: string[];
}

/** Rows written in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 1000;

/**
 * Imports the contacts of a list: CSV, an Excel workbook, JSON or NDJSON. Good rows go in; each bad one is named by line and reason. The file is read once
 * before anything is written, so that one that is broken in the middle changes nothing.
 *
 * @throws Problem for a file that cannot be read, has no phone column, or a mapping that names no field or header
 */
export async function importContacts(
  store: ContactStore,
  path: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const list = await openList(path, { called: options.called });
  for await (const row of list.rows()) void row;
  const result: ImportResult = {
    imported: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejects: [],
    headers: [],
  };
  let columns: Column[] | undefined;
  let batch: ContactDraft[] = [];
  const seen = new Set<string>();
  const flush = async () => {
    for (const outcome of await saveBatch(store, batch, seen, options)) result[outcome]++;
    result.imported += batch.length;
    batch = [];
  };
  for await (const { line, cells } of list.rows()) {
    if (!columns) {
      columns = columnsOf(cells, options);
      result.headers = cells;
      continue;
    }
    const reading = readContactRow(cells, columns, options.country);
    if (reading.ok) batch.push(reading.draft);
    else result.rejects.push(rejectOf(reading, { line, cells, columns }));
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  if (!columns) throw new Problem('usage', { code: 'empty_file', message: `${options.called} has no rows.` });
  return result;
}

/**
 * Saves rows. Those of one number are one contact, of which the first row has the last word: so the same list says the
 * same however often it is imported.
 *
 * @param seen the numbers of the batches before; these are added
 * @returns one result a row
 */
async function saveBatch(
  store: ContactStore,
  rows: readonly ContactDraft[],
  seen: Set<string>,
  { dryRun, now }: ImportOptions,
): Promise<SaveResult[]> {
  const people = new Map<string, ContactDraft>();
  for (const row of rows) {
    const before = people.get(row.phoneNumber);
    people.set(row.phoneNumber, before ? mergeDrafts(before, row) : row);
  }
  const drafts = [...people.values()].map((draft) => ({ ...draft, isRepeat: seen.has(draft.phoneNumber) }));
  for (const number of people.keys()) seen.add(number);
  const saved = dryRun ? await store.previewContacts(drafts) : await store.saveContacts(drafts, now());
  const repeats = rows.length - drafts.length;
  return [...saved, ...Array.from({ length: repeats }, () => 'unchanged' as const)];
}

function columnsOf(headers: string[], options: ImportOptions): Column[] {
  const columns = readColumns(headers, readMapping(options.mapping, headers));
  if (phoneColumns(columns).length === 0) {
    throw new Problem('usage', {
      code: 'no_phone_column',
      message: `${options.called} has no phone column. Its columns are: ${headers.join(', ')}.`,
      hint: "Say which column it is with --map 'Header=phone'.",
    });
  }
  options.onColumns(columns);
  return columns;
}

function readMapping(
  mapping: Readonly<Record<string, string>>,
  headers: string[],
): Map<string, ColumnMeaning> {
  const known = new Set(headers.map((header) => header.trim()));
  return new Map(
    Object.entries(mapping).map(([header, field]) => {
      if (!known.has(header)) {
        throw new Problem('usage', {
          code: 'unknown_column',
          message: `There is no column "${header}".`,
          hint: `The columns are: ${headers.join(', ')}.`,
        });
      }
      return [header, meaningNamed(field)];
    }),
  );
}

function meaningNamed(field: string): ColumnMeaning {
  const kind = Object.hasOwn(mappableFields, field) ? mappableFields[field] : undefined;
  if (kind && kind !== 'custom') return { kind };
  if (/^_?[a-z0-9][a-z0-9_]*$/.test(field) && !reservedVariables.has(field))
    return { kind: 'custom', key: field };
  throw new Problem('usage', {
    code: 'unknown_field',
    message: `"${field}" cannot be a field.`,
    hint: `Use ${Object.keys(mappableFields).join(', ')}, or a snake_case name of your own.`,
  });
}

function rejectOf(
  refusal: Refusal,
  { line, cells, columns }: { line: number; cells: string[]; columns: readonly Column[] },
): Reject {
  const { column, value } = refusal;
  return { line, column, value, reason: describeReject(refusal), row: byHeader(cells, columns), cells };
}

function byHeader(cells: readonly string[], columns: readonly Column[]): Record<string, string> {
  const row = new Map<string, string>();
  for (const [place, cell] of cells.entries()) {
    const header = columns[place]?.header || `column ${place + 1}`;
    row.set(row.has(header) ? `${header} (${place + 1})` : header, cell);
  }
  return Object.fromEntries(row);
}
