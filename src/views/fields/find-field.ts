import type { ViewField } from '../view.ts';
import { valueAt } from './flatten.ts';

/** Other names that people use for fields. The first that a list has is meant. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  phone: ['phoneNumber', 'toNumber', 'contact.phoneNumber'],
  mobile: ['phoneNumber', 'toNumber', 'contact.phoneNumber'],
  number: ['phoneNumber', 'toNumber', 'contact.phoneNumber'],
  phonenumber: ['toNumber', 'contact.phoneNumber'],
  name: ['contact.name'],
  from: ['fromNumber'],
  to: ['toNumber'],
  mail: ['email'],
  business: ['businessName'],
  company: ['businessName'],
  website: ['businessWebsite'],
  zone: ['timezone'],
  cost: ['costCents'],
  length: ['durationMs'],
  duration: ['durationMs'],
  outcome: ['disposition'],
  reason: ['errorMessage'],
  time: ['scheduledTime', 'requestedAt', 'at'],
  agent: ['agentId'],
};

/**
 * Returns the known name that a name stands for: itself, however its words are joined (`phone_number`, `Phone Number`), or what people
 * call it by another name (`phone`); undefined if it is none.
 */
export function knownName<Name extends string>(known: readonly Name[], name: string): Name | undefined {
  const exact = known.find((candidate) => candidate === name);
  if (exact !== undefined) return exact;
  const wanted = plain(name);
  const meant = Object.hasOwn(aliases, wanted) ? (aliases[wanted] ?? []) : [];
  return (
    known.find((candidate) => plain(candidate) === wanted) ??
    meant.flatMap((alias) => known.find((candidate) => candidate === alias) ?? [])[0]
  );
}

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

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
