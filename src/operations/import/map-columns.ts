import { reservedVariables } from '../../domain/calls/variables/variable-overrides.ts';
import { snakeCase } from '../../domain/contacts/custom-fields.ts';
import { type ColumnMeaning, rejectReason } from '../../domain/lists/column-meanings.ts';
import {
  type Column,
  mappableFields,
  phoneColumns,
  readColumns,
} from '../../domain/lists/contact-columns.ts';
import { Problem } from '../../domain/problem.ts';
import type { ImportStore } from '../ports/import-store.ts';

/** Fields by header: `{ "Best number": "phone", "Plan": "plan_tier" }`. */
export type Mapping = Readonly<Record<string, string>>;

/**
 * Returns what each column of a list means: as `mapping` says, or as its header does.
 *
 * @param label the list's name in messages
 * @throws Problem `no_phone_column`, and as `mapColumns`
 */
export function columnsOf(headers: readonly string[], mapping: Mapping, label: string): Column[] {
  const columns = mapColumns(headers, mapping);
  if (phoneColumns(columns).length > 0) return columns;
  throw new Problem('usage', {
    code: 'no_phone_column',
    message: `${label} has no phone column. Its columns are: ${listed(headers)}.`,
  });
}

/**
 * Returns what each column of a list means, even if none is the phone number.
 *
 * @throws Problem `unknown_field` or `unknown_column` for a mapping that names no field or no header
 */
export function mapColumns(headers: readonly string[], mapping: Mapping): Column[] {
  return readColumns(headers, readMapping(mapping, headers));
}

/** Returns whether a mapping may name this field: a built-in one, or a snake_case name for a custom field. */
export function isField(field: string): boolean {
  return meaningOf(field) !== undefined;
}

/** Returns the mapping that was remembered for a list with these headers, if there is one. */
export async function rememberedMapping(
  store: Pick<ImportStore, 'rememberedMapping'>,
  headers: readonly string[],
): Promise<Mapping | undefined> {
  return store.rememberedMapping(withoutReason(headers));
}

/** Remembers a mapping for later lists with these headers. */
export async function rememberMapping(
  store: Pick<ImportStore, 'rememberMapping'>,
  headers: readonly string[],
  mapping: Mapping,
  now: Date,
): Promise<void> {
  await store.rememberMapping(withoutReason(headers), { ...mapping }, now);
}

/** A file of rejected rows has the mapping of the list that they came from. */
function withoutReason(headers: readonly string[]): string[] {
  return headers.filter((header) => header !== rejectReason);
}

function readMapping(mapping: Mapping, headers: readonly string[]): Map<string, ColumnMeaning> {
  const known = new Set(headers.map((header) => header.trim()));
  return new Map(
    Object.entries(mapping).map(([header, field]) => {
      if (!known.has(header)) {
        throw new Problem('usage', {
          code: 'unknown_column',
          message: `There is no column "${header}".`,
          hint: `The columns are: ${listed(headers)}.`,
        });
      }
      return [header, meaningNamed(field)];
    }),
  );
}

const mostListed = 50;

function listed(headers: readonly string[]): string {
  const more = headers.length - mostListed;
  return [...headers.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function meaningNamed(field: string): ColumnMeaning {
  const meaning = meaningOf(field);
  if (meaning) return meaning;
  throw new Problem('usage', {
    code: 'unknown_field',
    message: `"${field}" cannot be a field.`,
    hint: `Use ${Object.keys(mappableFields).join(', ')}, or a custom field in snake_case.`,
  });
}

function meaningOf(field: string): ColumnMeaning | undefined {
  const kind = Object.hasOwn(mappableFields, field) ? mappableFields[field] : undefined;
  if (kind && kind !== 'custom') return { kind };
  const isName = field !== '' && snakeCase(field) === field && !reservedVariables.has(field);
  return isName ? { kind: 'custom', key: field } : undefined;
}
