import { Problem } from '../problem.ts';

const longestTag = 50;

/**
 * The tags of a cell, as they are written there: between `;`, `,`, line breaks or Google's `:::`, and in quotes, as Mailchimp has
 * them, or not. Google's own groups, whose names begin with `*` (`* myContacts`), are none of the operator's.
 */
export function tagsIn(text: string): string[] {
  const tags = text
    .split(/:::|[;,\r\n]/)
    .map((tag) => unquoted(tag.replace(/\p{Cc}/gu, '').trim()))
    .map((tag) => unquoted([...tag].slice(0, longestTag).join('').trim()))
    .filter((tag) => tag !== '' && !tag.startsWith('*'));
  return distinctTags(tags);
}

/** Without quotes around it, however many: what is left reads the same when it is read again. */
function unquoted(tag: string): string {
  let [before, after] = ['', tag];
  while (after !== before) [before, after] = [after, after.replace(/^"(.*)"$/, '$1').trim()];
  return after;
}

/** Tags without those that differ from an earlier one in case only. */
export function distinctTags(tags: readonly string[]): string[] {
  const firsts = new Map<string, string>();
  for (const tag of tags) {
    const key = tag.toLowerCase();
    if (!firsts.has(key)) firsts.set(key, tag);
  }
  return [...firsts.values()];
}

/**
 * A tag that an operator types.
 *
 * @throws Problem `invalid_tag` for what a list could not have as one tag: empty, too long, with a comma or semicolon
 */
export function requireTag(text: string): string {
  const [tag, ...more] = tagsIn(text);
  if (tag === text.trim() && more.length === 0) return tag;
  throw new Problem('usage', {
    code: 'invalid_tag',
    message: `"${text}" cannot be a tag.`,
    hint: `Use 1 to ${longestTag} characters without commas and semicolons, such as vip.`,
  });
}
