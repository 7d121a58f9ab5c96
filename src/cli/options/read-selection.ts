import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import type { SelectOptions } from '../../operations/contacts/selecting/prepare-filter.ts';
import type { ContactSelection } from '../../operations/contacts/selecting/select-contacts.ts';
import type { Context } from '../context.ts';
import type { Progress } from '../terminal/progress.ts';
import { withStandardInput } from './input/standard-input.ts';
import type { SelectionOptions } from './selection.ts';

/** Returns which contacts a command's arguments and options select; reads standard input if one argument is `-`. */
export async function readSelection(
  { terminal }: Context,
  words: readonly string[],
  options: SelectionOptions,
): Promise<ContactSelection> {
  return { words: await withStandardInput(words, terminal.stdin, 'contact'), filter: filterOf(options) };
}

/** Returns the filter that the options make; undefined without any of them. */
export function filterOf({ tag, where, search }: SelectionOptions): ContactFilter | undefined {
  if (!tag && !where && search === undefined) return undefined;
  return { tags: tag, where, search };
}

/** Returns the options for selecting contacts; shows progress while they are indexed. */
export function selecting({ settings }: Context, progress: Progress): SelectOptions {
  return {
    // Read only if there is a number to parse: most selections do not depend on the setting.
    get country() {
      return settings.country;
    },
    onIndexing: (contacts, share) => progress.at('Indexing contacts for search', contacts, share),
  };
}
