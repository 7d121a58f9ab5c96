import { requireOneLine } from './one-line.ts';

/** Returns a command for the shell: variables, then words. @throws Problem `path_with_line_break` */
export function shellCommand(
  variables: readonly { name: string; text: string }[],
  words: readonly string[],
): string {
  return [...variables.map(({ name, text }) => `${name}=${quoted(text)}`), ...words.map(quoted)].join(' ');
}

/** Quotes a word for the shell. @throws Problem `path_with_line_break` */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(requireOneLine(word)) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
