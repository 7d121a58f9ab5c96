import { snakeCase } from '../../domain/contacts/custom-fields.ts';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import { findField, namesOf } from '../../views/fields/find-field.ts';
import { valueAt } from '../../views/fields/flatten.ts';
import type { Field } from '../terminal/render-fields.ts';

/** The fields of rows. */
export interface Fields<T> {
  fields: readonly Field<T>[];
  /** Reads which custom fields there are, where the rows have any: they can be named like the others. */
  customNames?: (() => Promise<readonly string[]>) | undefined;
}

/** Returns the fields as `selectFields` does; reads the names of custom fields only if a name may be one. */
export async function fieldsNamed<T>(
  { fields, customNames }: Fields<T>,
  names: string[] | undefined,
): Promise<readonly Field<T>[]> {
  if (!names) return fields;
  const mayBeCustom = (name: string) => name.startsWith(ofCustomFields) || !findField(fields, name);
  return selectFields(fields, names, names.some(mayBeCustom) ? await customNames?.() : undefined);
}

const ofCustomFields = 'customFields.';

/**
 * Returns the fields named by `--fields`, in that order, or all without it. Parts of fields count, such as `contact.name`, and custom
 * fields by their own names, such as `plan_tier`.
 *
 * @param customNames the custom fields that there are; any is taken for one after `customFields.` if they are not known
 * @throws Problem `unknown_field`
 */
export function selectFields<T>(
  fields: readonly Field<T>[],
  names: string[] | undefined,
  customNames?: readonly string[],
): readonly Field<T>[] {
  if (!names) return fields;
  return names.map((name) => {
    const found = findField(fields, name);
    const isMissing = name.startsWith(ofCustomFields) && customNames?.includes(keyOf(name)) === false;
    if (found && !isMissing) return fields.find((field) => field.name === found.name) ?? found;
    const custom = customNames?.find((key) => key === keyOf(name));
    if (custom !== undefined) return customField(fields, custom);
    throw unknownField(name, [...new Set([...namesOf(fields), ...(customNames ?? [])])]);
  });
}

function keyOf(name: string): string {
  return snakeCase(name.startsWith(ofCustomFields) ? name.slice(ofCustomFields.length) : name);
}

function customField<T>(fields: readonly Field<T>[], key: string): Field<T> {
  const all = findField(fields, 'customFields');
  return { name: key, value: (row) => valueAt(all?.value(row), key) ?? null };
}

function unknownField(name: string, known: readonly string[]): Problem {
  const [near] = nearestNames(name.startsWith(ofCustomFields) ? keyOf(name) : name, known);
  return new Problem('usage', {
    code: 'unknown_field',
    message: `There is no field "${name}".`,
    hint: `${near ? `Did you mean ${near}? ` : ''}The fields are: ${known.join(', ')}.`,
  });
}
