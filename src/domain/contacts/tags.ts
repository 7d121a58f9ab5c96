import { Problem } from '../problem.ts';

/** In characters. */
export const longestTag = 50;

/** The groups that Google itself makes: `* myContacts`. A tag of stars only says nothing either. */
const noTag = /^\*+$|^\* (?:my ?contacts|starred|friends|family|coworkers|chatbuddies|other ?contacts)$/i;

/** Returns whether a tag is longer than tags can be. */
export function isTooLong(tag: string): boolean {
  // In most cases the code units are few enough.
  return tag.length > longestTag && [...tag].length > longestTag;
}

/**
 * Returns the tags in a cell, of any length: separated by `;`, `,`, line breaks or Google's `:::`, with or without quotes (Mailchimp's).
 * Leaves out Google's own groups.
 */
export function tagsIn(text: string): string[] {
  const tags = text
    .split(/:::|[;,\r\n]/)
    .map((tag) => unquoted(tag.replace(/\p{Cc}/gu, '').trim()))
    .filter((tag) => tag !== '' && !noTag.test(tag));
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
  if (tag !== undefined && tag === text.trim() && more.length === 0 && !isTooLong(tag)) return tag;
  throw new Problem('usage', {
    code: 'invalid_tag',
    message: `"${text}" cannot be a tag.`,
    hint: `Use 1 to ${longestTag} characters without commas or semicolons, such as vip.`,
  });
}
