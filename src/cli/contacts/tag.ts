import { requireTag } from '../../domain/contacts/tags.ts';
import { selectContacts } from '../../operations/contacts/select-contacts.ts';
import type { Context } from '../context.ts';
import { readSelection, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { printable } from '../terminal/printable.ts';
import { openProgress } from '../terminal/progress.ts';

/** Contacts tagged in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 1000;

/** `contacts tag` and `contacts untag` */
export async function tagContacts(
  context: Context,
  text: string,
  isGiven: boolean,
  words: string[],
  options: SelectionOptions,
): Promise<void> {
  const { terminal, output } = context;
  const tag = requireTag(text);
  const store = await context.store();
  const progress = openProgress(terminal);
  const selection = await readSelection(context, words, options);
  const contacts = await selectContacts(store, selection, selecting(context, progress));
  const ids = contacts.map(({ id }) => id);
  let changed = 0;
  for (let from = 0; from < ids.length; from += batchSize) {
    changed += await store.setTag(ids.slice(from, from + batchSize), tag, isGiven);
    progress.at(isGiven ? 'Tagging' : 'Untagging', from, from / ids.length);
  }
  progress.end();
  const unchanged = ids.length - changed;
  const done = isGiven ? 'tagged' : 'untagged';
  const message = `${changed} contact(s) ${done} ${printable(tag)}`;
  const rest = isGiven ? `${unchanged} had it already` : `${unchanged} did not have it`;
  output.result(
    { success: true, message, tag, changed, unchanged },
    () => `${terminal.paint.green('✓')} ${message}${unchanged > 0 ? `; ${rest}` : ''}`,
  );
}

/** `contacts tags` */
export async function listTags({ output, ...context }: Context): Promise<void> {
  await output.list({
    key: 'tags',
    rows: await (await context.store()).listTags(),
    fields: [
      { name: 'tag', of: (row) => row.tag, columns: [{ header: 'Tag' }] },
      { name: 'contacts', of: (row) => row.contacts, columns: [{ header: 'Contacts' }] },
    ],
    empty: "No tags yet. 'voicebot contacts tag vip 1-20' gives twenty contacts one.",
  });
}
