import { reservedVariables } from '../../domain/calls/variable-overrides.ts';
import { snakeCase } from '../../domain/contacts/custom-fields.ts';
import {
  type Column,
  type ColumnMeaning,
  mappableFields,
  phoneColumns,
  readColumns,
} from '../../domain/lists/contact-columns.ts';
import { Problem } from '../../domain/problem.ts';

/** What the operator says of columns: fields by header, as with `--map`. */
export type Mapping = Readonly<Record<string, string>>;

/**
 * What each column of a list is.
 *
 * @param label what errors call the file
 * @throws Problem `no_phone_column`, or a mapping that names no field (`unknown_field`) or header (`unknown_column`)
 */
export function columnsOf(headers: readonly string[], mapping: Mapping, label: string): Column[] {
  const columns = readMapped(headers, mapping);
  if (phoneColumns(columns).length > 0) return columns;
  throw new Problem('usage', {
    code: 'no_phone_column',
    message: `${label} has no phone column. Its columns are: ${headers.join(', ')}.`,
  });
}

/** What each column of a list is, whether or not one of them is the phone number. */
export function readMapped(headers: readonly string[], mapping: Mapping): Column[] {
  return readColumns(headers, readMapping(mapping, headers));
}

/** Whether `field` may stand in a mapping: one of ours, or a snake_case name for a custom field. */
export function isField(field: string): boolean {
  return meaningOf(field) !== undefined;
}

function readMapping(mapping: Mapping, headers: readonly string[]): Map<string, ColumnMeaning> {
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
  const meaning = meaningOf(field);
  if (meaning) return meaning;
  throw new Problem('usage', {
    code: 'unknown_field',
    message: `"${field}" cannot be a field.`,
    hint: `Use ${Object.keys(mappableFields).join(', ')}, or a snake_case name of your own.`,
  });
}

function meaningOf(field: string): ColumnMeaning | undefined {
  const kind = Object.hasOwn(mappableFields, field) ? mappableFields[field] : undefined;
  if (kind && kind !== 'custom') return { kind };
  const isName = field !== '' && snakeCase(field) === field && !reservedVariables.has(field);
  return isName ? { kind: 'custom', key: field } : undefined;
}
