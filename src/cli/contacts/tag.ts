import { tagContacts } from '../../operations/contacts/tag-contacts.ts';
import { settleContacts } from '../asking/contacts.ts';
import { settleTag } from '../asking/tag.ts';
import type { Context } from '../context.ts';
import { readSelection, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { openProgress } from '../terminal/progress.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `contacts tag` and `contacts untag` */
export async function tag(
  context: Context,
  word: string | undefined,
  isTagged: boolean,
  words: string[],
  options: SelectionOptions,
): Promise<void> {
  const { terminal, output, clock } = context;
  const text = await settleTag(context, word, isTagged);
  const question = isTagged ? `Whom to tag ${text}?` : `Whose tag ${text} to remove?`;
  const chosen = await settleContacts(context, words, options, { question });
  const selection = await readSelection(context, chosen, options);
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
