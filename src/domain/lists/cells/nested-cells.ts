import { personName } from '../../contacts/names.ts';
import { knownHeader, normalisedHeader } from '../headings/column-aliases.ts';

/** A value of JSON that is an object. */
export type Nested = Readonly<Record<string, unknown>>;

const nameParts: Readonly<Record<string, 'firstName' | 'middleName' | 'lastName' | 'whole'>> = {
  ...{ first: 'firstName', given: 'firstName', firstname: 'firstName', givenname: 'firstName' },
  ...{ forename: 'firstName', middle: 'middleName', middlename: 'middleName', last: 'lastName' },
  ...{ family: 'lastName', lastname: 'lastName', familyname: 'lastName', surname: 'lastName' },
  ...{ full: 'whole', fullname: 'whole', display: 'whole', displayname: 'whole', formatted: 'whole' },
  ...{ name: 'whole', value: 'whole', text: 'whole' },
};

/**
 * Returns the cells of a name that is an object, by header: the name, and what is no part of it under a header of its own.
 * `{"first":"Ann","last":"Ash","title":"Dr"}` under `name` is `name` and `name title`. Undefined if it has no name, or is under
 * another header.
 */
export function cellsOfName(header: string, value: Nested): Map<string, unknown> | undefined {
  if (knownHeader(header)?.kind !== 'name') return undefined;
  const parts: { firstName?: string; middleName?: string; lastName?: string; whole?: string } = {};
  const others = new Map<string, unknown>();
  for (const [key, text] of Object.entries(value)) {
    const part = partNamed(key);
    if (part && (typeof text === 'string' || text === null)) parts[part] ??= (text ?? '').trim();
    else others.set(`${header} ${key}`, text);
  }
  if (Object.keys(parts).length === 0) return undefined;
  const { whole, ...rest } = parts;
  return new Map([[header, personName(rest) || (whole ?? '')], ...others]);
}

function partNamed(key: string): (typeof nameParts)[string] | undefined {
  const name = normalisedHeader(key);
  return Object.hasOwn(nameParts, name) ? nameParts[name] : undefined;
}

const tagTexts = ['name', 'label', 'title', 'tag', 'value', 'text'];

/**
 * Returns the tags of a list, or of one tag, as the texts of one cell: `[{"name":"vip"}]` is `vip`. Undefined if one of them has no
 * name, or under another header.
 */
export function tagsOfObjects(header: string, value: unknown): string[] | undefined {
  if (knownHeader(header)?.kind !== 'tags') return undefined;
  const tags = (Array.isArray(value) ? value : [value]).map(tagOf);
  return tags.every((tag) => tag !== undefined) ? tags : undefined;
}

function tagOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = new Map<string, unknown>(
    Object.entries(value).map(([key, text]) => [normalisedHeader(key), text]),
  );
  const text = tagTexts.map((key) => entries.get(key)).find((named) => typeof named === 'string');
  return typeof text === 'string' ? text : undefined;
}
