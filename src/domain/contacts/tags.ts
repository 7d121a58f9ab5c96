import { Problem } from '../problem.ts';

const longestTag = 50;

/**
 * Returns the tags in a cell: separated by `;`, `,`, line breaks or Google's `:::`, with or without quotes (Mailchimp's). Leaves out
 * Google's own groups, whose names begin with `*` (`* myContacts`).
 */
export function tagsIn(text: string): string[] {
  const tags = text
    .split(/:::|[;,\r\n]/)
    .map((tag) => unquoted(tag.replace(/\p{Cc}/gu, '').trim()))
    .map((tag) => unquoted([...tag].slice(0, longestTag).join('').trim()))
    .filter((tag) => tag !== '' && !tag.startsWith('*'));
  return distinctTags(tags);
}

/** Removes every pair of quotes, so that the tag stays the same when it is exported and imported again. */
function unquoted(tag: string): string {
  let [before, after] = ['', tag];
  while (after !== before) [before, after] = [after, after.replace(/^"(.*)"$/, '$1').trim()];
  return after;
}

/** Returns the tags without those that differ from an earlier one only in case. */
export function distinctTags(tags: readonly string[]): string[] {
  const firsts = new Map<string, string>();
  for (const tag of tags) {
    const key = tag.toLowerCase();
    if (!firsts.has(key)) firsts.set(key, tag);
  }
  return [...firsts.values()];
}

/**
 * Returns the tag that an operator types.
 *
 * @throws Problem `invalid_tag` for a text that a list's cell could not have as one tag: empty, too long, or with a separator
 */
export function requireTag(text: string): string {
  const [tag, ...more] = tagsIn(text);
  if (tag === text.trim() && more.length === 0) return tag;
  throw new Problem('usage', {
    code: 'invalid_tag',
    message: `"${text}" cannot be a tag.`,
    hint: `Use 1 to ${longestTag} characters without commas or semicolons, such as vip.`,
  });
}
