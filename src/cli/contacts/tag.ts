import { tagContacts } from '../../operations/contacts/tag-contacts.ts';
import type { Context } from '../context.ts';
import { readSelection, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { openProgress } from '../terminal/progress.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `contacts tag` and `contacts untag` */
export async function tag(
  context: Context,
  text: string,
  isTagged: boolean,
  words: string[],
  options: SelectionOptions,
): Promise<void> {
  const { terminal, output, clock } = context;
  const selection = await readSelection(context, words, options);
  const store = await context.store();
  const progress = openProgress(terminal);
  const result = await tagContacts(
    store,
    { tag: text, isTagged, selection },
    {
      ...selecting(context, progress),
      clock: clock(),
      onProgress: (contacts, share) => progress.at(isTagged ? 'Tagging' : 'Untagging', contacts, share),
    },
  ).finally(progress.end);
  const { changed, unchanged } = result;
  const contacts = changed === 1 ? '1 contact' : `${changed} contacts`;
  const shown = result.tag;
  const message = isTagged ? `Added ${shown} to ${contacts}` : `Removed ${shown} from ${contacts}`;
  const rest = isTagged ? `${unchanged} already had it` : `${unchanged} did not have it`;
  output.result(
    { success: true, message, ...result },
    () => styled`${paint.green('✓')} ${message}${unchanged > 0 ? `; ${rest}` : ''}`,
  );
}
