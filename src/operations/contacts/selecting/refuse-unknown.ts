import type { ContactFilter, FieldValue } from '../../../domain/contacts/contact-filter.ts';
import { fold } from '../../../domain/contacts/names.ts';
import { nearestNames } from '../../../domain/nearest-names.ts';
import { type Facts, Problem } from '../../../domain/problem.ts';
import type { ContactStore } from '../../ports/contact-store.ts';
import { type ContactOrder, contactOrders, isCustomOrder, sortingField } from '../../ports/paging/orders.ts';

export type NamingStore = Pick<ContactStore, 'hasField' | 'customFieldNames' | 'listTags'>;

/** Every contact lacks a field whose name is mistyped, so an empty value for it would select all of them. @throws Problem `unknown_field` */
export async function refuseUnknownEmptyFields(
  store: NamingStore,
  { where = [] }: ContactFilter,
): Promise<void> {
  const empty = where.filter(({ value }) => value === '');
  await refuseUnknownFields(store, empty, ', so every contact would match');
}

/**
 * Looks for the reason why a filter matches nobody.
 *
 * @throws Problem `unknown_tag`, `unknown_field`
 */
export async function refuseUnknownNames(
  store: NamingStore,
  { tags = [], where = [] }: ContactFilter,
): Promise<void> {
  await refuseUnknownFields(store, where, '');
  if (tags.length === 0) return;
  const known = (await store.listTags()).map(({ tag }) => tag);
  for (const tag of tags) {
    if (known.some((one) => fold(one) === fold(tag))) continue;
    throw new Problem('usage', {
      code: 'unknown_tag',
      message: `No contact has the tag "${tag}".`,
      facts: suggestions(tag, known),
    });
  }
}

async function refuseUnknownFields(
  store: NamingStore,
  where: readonly FieldValue[],
  consequence: string,
): Promise<void> {
  for (const { field } of where) {
    if (await store.hasField(field)) continue;
    throw new Problem('usage', {
      code: 'unknown_field',
      message: `No contact has a field "${field}"${consequence}.`,
      facts: suggestions(field, [...builtInFields, ...(await store.customFieldNames())]),
    });
  }
}

/** @throws Problem `invalid_order` if a list is to be sorted by a field that no contact has */
export async function refuseUnknownOrder(store: NamingStore, order: ContactOrder | undefined): Promise<void> {
  if (!order || !isCustomOrder(order.by)) return;
  const field = sortingField(order.by);
  const known = await store.customFieldNames();
  if (known.includes(field)) return;
  throw new Problem('usage', {
    code: 'invalid_order',
    message: `This list cannot be sorted by "${field}".`,
    facts: suggestions(field, [...contactOrders, ...known]),
  });
}

/** As operators write them after `--where`. */
const builtInFields = [
  'name',
  'phone',
  'email',
  'business_name',
  'business_website',
  'timezone',
  'do_not_call',
];

/** Names that a message can list. */
const mostListed = 20;

function suggestions(name: string, known: readonly string[]): Facts {
  const [near = ''] = nearestNames(name, known);
  const more = known.length > mostListed ? ', …' : '';
  return { near, known: `${known.slice(0, mostListed).join(', ')}${more}` };
}
