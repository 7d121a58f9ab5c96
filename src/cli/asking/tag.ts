import { requireTag } from '../../domain/contacts/tags.ts';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { canAsk, missingArgument, refusalOf } from './can-ask.ts';

/**
 * Returns the tag as it was given; if it is missing and the operator can be asked, the one they type, or, if it is to be removed, choose.
 *
 * @throws Problem `missing_argument`, `no_tags`
 */
export async function settleTag(
  context: Context,
  word: string | undefined,
  isTagged: boolean,
): Promise<string> {
  if (word !== undefined) return word;
  if (!canAsk(context)) throw missingArgument('tag');
  const tags = await (await context.store()).listTags();
  if (isTagged) {
    const known = tags.length === 0 ? '' : ` (so far: ${tags.map(({ tag }) => tag).join(', ')})`;
    const question = `Which tag to add?${known.length > 60 ? '' : known}`;
    return context.terminal.input(question, undefined, {
      check: (text) => refusalOf(() => requireTag(text)),
    });
  }
  if (tags.length === 0)
    throw new Problem('not_found', { code: 'no_tags', message: 'No contact has a tag.' });
  const choices = tags.map(({ tag, contacts }) => ({ value: tag, name: `${tag} (${contacts})` }));
  return context.terminal.choose('Which tag to remove?', choices);
}
