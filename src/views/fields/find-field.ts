import type { ViewField } from '../view.ts';
import { valueAt } from './flatten.ts';
import { knownName } from './known-name.ts';

/** Returns the names of fields, those of their fixed parts included. */
export function namesOf<T>(fields: readonly ViewField<T>[]): string[] {
  return fields.flatMap(({ name, parts }) => [
    name,
    ...(parts && parts !== 'any' ? parts.map((part) => `${name}.${part}`) : []),
  ]);
}

/** Returns the field of this name, or a part of a field: `contact.name`, `customFields.city`. */
export function findField<T>(fields: readonly ViewField<T>[], name: string): ViewField<T> | undefined {
  const known = knownName(namesOf(fields), name);
  const whole = fields.find((field) => field.name === known);
  if (whole) return whole;
  const [, head = '', path = ''] = /^([^.]+)\.(.+)$/.exec(known ?? name) ?? [];
  const holder = fields.find((field) => field.name === knownName([field.name], head));
  if (path === '' || !holder?.parts || (known === undefined && holder.parts !== 'any')) return undefined;
  return {
    name: `${holder.name}.${path}`,
    value: (row) => valueAt(holder.value(row), path) ?? null,
    parts: 'any',
  };
}
