import { z } from 'zod';
import { unguarded } from '../../../domain/lists/cells/spreadsheet-cell.ts';
import { Problem } from '../../../domain/problem.ts';
import { leavesOf } from '../../../views/fields/flatten.ts';

/** What a command takes from standard input. */
export type Wanted = 'contact' | 'scheduledCall' | 'phoneNumber';

/** Where rows of voicebot's own lists have it. */
interface Source {
  /** Fields of any list, the surest first. */
  anywhere: readonly string[];
  /** The list whose `id` it is, under its key in JSON, and fields that only that list has: a CSV has no key. */
  own?: { key: string; marks: readonly string[] };
  /** Fields that are tried last. */
  otherwise?: readonly string[];
}

const sources: Readonly<Record<Wanted, Source>> = {
  contact: {
    anywhere: ['contactId', 'contact.id', 'contact.phoneNumber', 'toNumber'],
    own: { key: 'contacts', marks: ['name', 'phoneNumber', 'email', 'businessName', 'tags', 'doNotCall'] },
    otherwise: ['phoneNumber', 'phone'],
  },
  scheduledCall: {
    anywhere: ['scheduledCallId'],
    own: {
      key: 'scheduledCalls',
      marks: ['scheduledTime', 'attempts', 'maxAttempts', 'nextAttemptAt', 'executedAt', 'redialOf'],
    },
  },
  phoneNumber: { anywhere: ['phoneNumber', 'contact.phoneNumber', 'toNumber', 'phone'] },
};

/** A row of a list, with the texts of its fields by their paths. */
type Row = ReadonlyMap<string, string>;

/** A heading with one of these is that of a list. */
const headings = new Set(
  Object.values(sources).flatMap(({ anywhere, otherwise = [] }) => ['id', ...anywhere, ...otherwise]),
);

/**
 * Returns what a list in voicebot's own JSON, NDJSON or CSV names; undefined if the text is none of them.
 *
 * @throws Problem `unreadable_input` for JSON that cannot be read, or a list without what is wanted
 */
export async function namedIn(text: string, wanted: Wanted): Promise<string[] | undefined> {
  if (/^\s*\{/.test(text)) return namedInJson(text, wanted);
  const [heading = ''] = text.split(/\r?\n/, 1);
  if (
    !heading
      .replace(/^\ufeff/, '')
      .split(',')
      .some((cell) => headings.has(cell))
  )
    return undefined;
  const { parse } = await import('csv-parse/sync');
  const [names = [], ...lines] = parse(text, { bom: true, relax_column_count: true });
  const rows = lines.map((cells) => rowOf(names, cells));
  return fromRows(rows, names, wanted, isOwn(names, wanted));
}

function rowOf(names: readonly string[], cells: readonly string[]): Row {
  const filled = names.map((name, column) => [name, unguarded(cells[column] ?? '')] as const);
  return new Map(filled.filter(([, cell]) => cell !== ''));
}

function namedInJson(text: string, wanted: Wanted): string[] {
  const whole = asObject(parsed(text));
  if (!whole) return fromObjects(linesOf(text), wanted);
  const lists = Object.entries(whole).filter(([, value]) => Array.isArray(value));
  if (lists.length === 0) return fromObjects([whole], wanted);
  const key = sources[wanted].own?.key;
  return lists.flatMap(([name, list]) => fromObjects(z.array(z.unknown()).parse(list), wanted, name === key));
}

/** @param own whether their ids are what is wanted; by default their fields tell */
function fromObjects(objects: readonly unknown[], wanted: Wanted, own?: boolean): string[] {
  const rows = objects.map(leavesOf);
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return fromRows(rows, names, wanted, own ?? isOwn(names, wanted));
}

function isOwn(names: readonly string[], wanted: Wanted): boolean {
  const { own } = sources[wanted];
  return names.some((name) => own?.marks.includes(name));
}

/** Returns the objects of NDJSON, one on each line. */
function linesOf(text: string): object[] {
  const lines = text.split('\n').filter((line) => line.trim());
  return lines.map((line) => {
    const object = asObject(parsed(line));
    if (object) return object;
    const hint = 'Pipe in a list as --json writes it.';
    throw unreadable('The JSON on standard input cannot be read.', hint);
  });
}

function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromRows(rows: readonly Row[], names: readonly string[], wanted: Wanted, own: boolean): string[] {
  const { anywhere, otherwise = [] } = sources[wanted];
  const known = (fields: readonly string[]) => fields.filter((field) => names.includes(field));
  const [fields] = [known(anywhere), own ? known(['id']) : [], known(otherwise)].filter(
    (some) => some.length > 0,
  );
  if (rows.length === 0) return [];
  if (!fields) throw namesNone(names, wanted);
  return rows.flatMap(
    (row) => fields.map((name) => row.get(name)).find((value) => value !== undefined) ?? [],
  );
}

function namesNone(names: readonly string[], wanted: Wanted): Problem {
  const what = { contact: 'contacts', scheduledCall: 'scheduled calls', phoneNumber: 'phone numbers' }[
    wanted
  ];
  const hint = names.includes('id')
    ? 'It has ids, but does not say of what. Use --json, or add a field: --fields id,name'
    : 'Use --json, or --csv without --fields.';
  return unreadable(`The list on standard input does not name ${what}.`, hint);
}

function unreadable(message: string, hint: string): Problem {
  return new Problem('usage', { code: 'unreadable_input', message, hint });
}
