const begin = '# >>> voicebot completion >>>';
const end = '# <<< voicebot completion <<<';

/** From the first line to the last, with the empty line that `withBlock` puts before it. */
const block = new RegExp(`\\n?^${begin}$[^]*?^${end}$\\n?`, 'm');

/** Returns the text of a file with these lines between two marker lines, in place of those that were there, or at its end. */
export function withBlock(text: string, lines: readonly string[]): string {
  const added = `${[begin, ...lines, end].join('\n')}\n`;
  // A function, because of $ in the lines.
  if (block.test(text)) return text.replace(block, (old) => `${old.startsWith('\n') ? '\n' : ''}${added}`);
  if (text === '') return added;
  return `${text}${text.endsWith('\n') ? '' : '\n'}\n${added}`;
}

/** Returns the text without the marker lines and what is between them. */
export function withoutBlock(text: string): string {
  return text.replace(block, '');
}
