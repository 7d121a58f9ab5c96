import type { ViewField } from '../view.ts';

/** Rows as texts without nesting, for CSV. */
export interface FlatRows<T> {
  /** `contact.name` for the part of a field, and `customFields.city` for what some row has. */
  names: string[];
  /** Returns a text for each name. */
  cells(row: T): string[];
}

/** Finds the columns of rows that are read one after the other. */
export interface Columns<T> {
  /** Whether what rows have makes a difference. */
  isOpen: boolean;
  /** Takes note of what a row has. */
  see(row: T): void;
  /** Returns how rows become cells. */
  all(): FlatRows<T>;
}

/** Returns what finds how rows become cells of plain text: a part of a field has a column of its own, and a list of values is joined with `; `. */
export function columnsOf<T>(fields: readonly ViewField<T>[]): Columns<T> {
  const found = fields.map((field) => ({
    field,
    paths: new Set(field.parts === 'any' ? [] : (field.parts ?? [''])),
  }));
  const growing = found.filter(({ field }) => field.parts === 'any');
  return {
    isOpen: growing.length > 0,
    see: (row) => {
      for (const { field, paths } of growing)
        for (const path of leavesOf(field.value(row)).keys()) paths.add(path);
    },
    all: () => {
      const columns = found.map(({ field, paths }) => ({ field, paths: pathsOf(field, paths) }));
      return {
        names: columns.flatMap(({ field, paths }) => paths.map((path) => joined(field.name, path))),
        cells: (row) =>
          columns.flatMap(({ field, paths }) => {
            const value = field.value(row);
            if (field.parts === undefined) return [textOf(value)];
            const leaves = leavesOf(value);
            return paths.map((path) => leaves.get(path) ?? '');
          }),
      };
    },
  };
}

/** A part that is asked for by its name has a column also if no row has it. */
function pathsOf<T>({ name }: ViewField<T>, paths: ReadonlySet<string>): string[] {
  return paths.size === 0 && name.includes('.') ? [''] : [...paths];
}

/**
 * Returns the texts in a value by their paths: `{address: {city: 'Perth'}}` has `address.city`, a plain value the empty path. A list of
 * plain values is one text; of a list of objects, each has its index in the path.
 */
export function leavesOf(value: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (part: unknown, path: string) => {
    if (!isNested(part)) {
      if (part !== null && part !== undefined) leaves.set(path, textOf(part));
      return;
    }
    for (const [key, inner] of Object.entries(part)) visit(inner, joined(path, key));
  };
  visit(value, '');
  return leaves;
}

/** Returns what is at a path of a value: the whole path may be one key. */
export function valueAt(value: unknown, path: string): unknown {
  if (!isNested(value)) return undefined;
  const entries = new Map(Object.entries(value));
  if (entries.has(path)) return entries.get(path);
  const [, key = '', rest = ''] = /^([^.]+)\.(.+)$/.exec(path) ?? [];
  return rest === '' ? undefined : valueAt(entries.get(key), rest);
}

function isNested(value: unknown): value is object {
  if (value === null || typeof value !== 'object' || value instanceof Date) return false;
  return !Array.isArray(value) || value.some((item) => isNested(item));
}

/** Returns a plain value, or a list of them, as text. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(textOf).join('; ') : String(value);
}

function joined(path: string, key: string): string {
  return [path, key].filter((part) => part !== '').join('.');
}
