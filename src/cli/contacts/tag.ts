import { type TagResult, tagContacts } from '../../operations/contacts/tag-contacts.ts';
import type { Store } from '../../operations/ports/store.ts';
import { settleContacts } from '../asking/contacts.ts';
import { settleTag } from '../asking/tag.ts';
import type { Context } from '../context.ts';
import { type DryRun, headline, storeFor, successView } from '../dry-run.ts';
import { readSelection, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { openProgress } from '../terminal/progress.ts';

/** `contacts tag` and `contacts untag` */
export async function tag(
  context: Context,
  word: string | undefined,
  isTagged: boolean,
  words: string[],
  options: SelectionOptions & DryRun,
): Promise<void> {
  const { terminal, output, clock } = context;
  const text = await settleTag(context, word, isTagged);
  const question = isTagged ? `Whom to tag ${text}?` : `Whose tag ${text} to remove?`;
  const chosen = await settleContacts(context, words, options, { question });
  const selection = await readSelection(context, chosen, options);
  const store = await storeFor(context, options);
  const progress = openProgress(terminal);
  const change = (on: Store) =>
    tagContacts(
      on,
      { tag: text, isTagged, selection },
      {
        ...selecting(context, progress),
        clock: clock(),
        onProgress: (contacts, share) => progress.at(isTagged ? 'Tagging' : 'Untagging', contacts, share),
      },
    ).finally(progress.end);
  if (terminal.canPrompt && !options.dryRun)
    await confirmTag(context, await change(store.preview()), isTagged);
  const result = await change(store);
  const { changed, unchanged } = result;
  const contacts = countOfContacts(changed);
  const shown = result.tag;
  const message = isTagged ? `Added ${shown} to ${contacts}` : `Removed ${shown} from ${contacts}`;
  const rest = isTagged ? `${unchanged} already had it` : `${unchanged} did not have it`;
  const end = unchanged > 0 ? `; ${rest}` : '';
  const would = isTagged ? `add ${shown} to ${contacts}` : `remove ${shown} from ${contacts}`;
  output.result(
    { ...successView(options), message: options.dryRun ? `Would ${would}` : message, ...result },
    () => headline(options, `${message}${end}`, `${would}${end}`),
  );
}

/** Asks before several contacts are changed. @throws Problem `not_confirmed` */
async function confirmTag(
  { terminal }: Context,
  { tag, changed }: TagResult,
  isTagged: boolean,
): Promise<void> {
  if (changed < 2) return;
  const what = isTagged ? `Add ${tag} to` : `Remove ${tag} from`;
  await terminal.confirm(`${what} ${countOfContacts(changed)}?`, { default: true, unattended: 'proceed' });
}

function countOfContacts(count: number): string {
  return count === 1 ? '1 contact' : `${count} contacts`;
}
