import type { Completion } from '../../../operations/ports/completion/completions.ts';
import { namesOf } from '../../../views/fields/find-field.ts';
import { startingWith } from './starting-with.ts';

/** Returns the custom fields whose names begin so. */
type CustomNames = (start: string) => Promise<Completion[]>;

/**
 * Returns what completes the value of `--fields` after a command: names separated by commas, of which the last is being typed, each
 * as the whole value. Parts of fields, such as `contact.name`, are offered once their name has been begun.
 */
export async function fieldsStartingWith(
  start: string,
  command: string,
  customNames: CustomNames,
): Promise<Completion[]> {
  const { listedFields, withCustomFields } = await import('./listed-fields.ts');
  const [, before = '', last = ''] = /^(.*,)?(.*)$/s.exec(start) ?? [];
  const fields = listedFields(command);
  const names = last === '' ? fields.map(({ name }) => name) : namesOf(fields);
  const custom = withCustomFields.includes(command) ? await customNames(last) : [];
  const named = new Set(before.split(','));
  return [...startingWith(last, names), ...custom]
    .filter(({ word }) => !named.has(word))
    .map((found) => ({ ...found, word: `${before}${found.word}` }));
}

/** Returns what completes the value of `--sort` in a list of contacts, also after the `-` that reverses it. */
export async function contactOrdersStartingWith(
  start: string,
  customNames: CustomNames,
): Promise<Completion[]> {
  const { contactOrders } = await import('../../../operations/ports/paging/orders.ts');
  const sign = start.startsWith('-') ? '-' : '';
  const name = start.slice(sign.length);
  return [...startingWith(name, contactOrders), ...(await customNames(name))].map((found) => ({
    ...found,
    word: `${sign}${found.word}`,
  }));
}
