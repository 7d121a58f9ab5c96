import { snakeCase } from '../../domain/contacts/custom-fields.ts';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactOrder, CustomOrder } from '../../operations/ports/paging/orders.ts';
import type { Order } from '../../operations/ports/paging/page.ts';
import { knownName } from '../../views/fields/known-name.ts';
import { countOption, limitOption } from '../options/option-values.ts';

/** The parsed values of the three options below, which every list takes. */
export interface PageOptions<Key extends string> {
  limit?: number | undefined;
  page?: number | undefined;
  sort?: Order<Key> | undefined;
}

export const byLimit = [
  '--limit <n>',
  'how many to show (default 50 on a terminal; 0 for all)',
  limitOption,
] as const;

export const byPage = ['--page <n>', 'page number', countOption] as const;

/** Returns the option for the order of a list with these keys. */
export function bySort<Key extends string>(keys: readonly Key[]) {
  const parse = (text: string) => parseOrder(text, keys);
  return ['--sort <field>', `by ${keys.join(', ')}; prefix with - to reverse`, parse] as const;
}

/** Returns the same for contacts, which can be sorted by custom fields too. */
export function byContactSort(keys: readonly Exclude<ContactOrder['by'], CustomOrder>[]) {
  const parse = (text: string): ContactOrder => {
    const [name, descending] = [text.replace(/^-/, ''), text.startsWith('-')];
    const by = knownName(keys, name);
    if (by !== undefined) return { by, descending };
    const custom = snakeCase(name.replace(/^customFields\./, ''));
    return custom === '' ? parseOrder(text, keys) : { by: `customFields.${custom}`, descending };
  };
  const what = `by ${keys.join(', ')} or a custom field; prefix with - to reverse`;
  return ['--sort <field>', what, parse] as const;
}

function parseOrder<Key extends string>(text: string, keys: readonly Key[]): Order<Key> {
  const name = text.replace(/^-/, '');
  const by = knownName(keys, name);
  if (by !== undefined) return { by, descending: text.startsWith('-') };
  const [near] = nearestNames(name, keys);
  const known =
    keys.length === 1 ? `It can be sorted by ${keys[0]}` : `It can be sorted by: ${keys.join(', ')}`;
  throw new Problem('usage', {
    code: 'invalid_order',
    message: `This list cannot be sorted by "${name}".`,
    hint: `${near ? `Did you mean ${near}? ` : ''}${known}; prefix with - to reverse.`,
  });
}
