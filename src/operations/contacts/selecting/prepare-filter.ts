import type { ContactFilter, FieldValue } from '../../../domain/contacts/contact-filter.ts';
import type { ContactStore } from '../../ports/contact-store.ts';
import { type NamingStore, refuseUnknownEmptyFields } from './refuse-unknown.ts';

export interface SelectOptions {
  /** How a number without `+` is read. */
  country: string;
  /** Receives how many contacts are indexed, and the share of the work that is done, from 0 to 1. */
  onIndexing?: ((contacts: number, share: number) => void) | undefined;
}

export type FilteringStore = NamingStore & Pick<ContactStore, 'indexForSearch'>;

/**
 * Checks an operator's filter, reads the numbers in it, and brings the search index up to date if the filter may use it.
 *
 * @throws Problem `unknown_field`
 */
export async function prepareFilter(
  store: FilteringStore,
  filter: ContactFilter,
  options: SelectOptions,
): Promise<ContactFilter> {
  const { where = [], search } = filter;
  await refuseUnknownEmptyFields(store, filter);
  if (where.length > 0 || search !== undefined)
    await store.indexForSearch(options.onIndexing ?? (() => undefined));
  return { ...filter, where: await withNumbers(where, options) };
}

const numberFields: ReadonlySet<string> = new Set(['phone', 'phone_number']);

async function withNumbers(where: readonly FieldValue[], options: SelectOptions): Promise<FieldValue[]> {
  if (!where.some(({ field }) => numberFields.has(field))) return [...where];
  const { parsePhoneNumber } = await import('../../../domain/contacts/phone-number.ts');
  return where.map(({ field, value }) => {
    const reading = numberFields.has(field) ? parsePhoneNumber(value, options.country) : undefined;
    return { field, value: reading?.ok ? reading.number : value };
  });
}
