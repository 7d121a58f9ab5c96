import { isSameFile } from '../unattended/same-file.ts';

/** The fields for the time with which a line of a crontab begins (crontab(5)). */
const timeFields = 5;

/** Returns the two programs, Node and the script, with which the command of a crontab's line begins, after its variables. */
export function programsOf(line: string): string[] {
  const words = wordsOf(line);
  const at = programIndex(words);
  return words.slice(at, at + 2);
}

/** Returns whether two lines of a crontab do the same, though they may name the programs by different paths: one by a link. */
export function isSameJob(one: string, other: string): boolean {
  if (one === other) return true;
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const at = programIndex(words);
  const isProgram = (index: number) => index === at || index === at + 1;
  return (
    words.length === others.length &&
    words.every((word, index) => {
      const counterpart = others[index] ?? '';
      return word === counterpart || (isProgram(index) && isSameFile(word, counterpart));
    })
  );
}

/** Returns the words of a line as the shell gets them. */
function wordsOf(line: string): string[] {
  const words = line.replaceAll('\\%', '%').match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|\\(.)/g, '$1$2'));
}

function programIndex(words: readonly string[]): number {
  const index = words.findIndex((word, at) => at >= timeFields && !/^[A-Za-z_]\w*=/.test(word));
  return index < 0 ? words.length : index;
}
