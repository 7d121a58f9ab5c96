import { wrapped } from '../../terminal/layout.ts';
import { type Printable, styled } from '../../terminal/styled-text.ts';

const gap = 4;

/** The texts of a report are measured by their length: they are voicebot's own, all letters one column wide. */
const widthOf = (text: string) => text.length;

/** A definition that gets less room begins on a line of its own. */
const narrowest = 24;

/**
 * Returns a text after a head, wrapped beside it; or below it, if there is little room beside.
 *
 * @param indent of the lines below
 */
export function wrappedAfter(head: string, text: Printable, columns: number, indent = 6): Printable[] {
  const start = head.endsWith(' ') ? head.length : head.length + 2;
  if (columns - start >= narrowest) {
    const lines = wrapped(text, columns - start, widthOf);
    return lines.map((line, index) => styled`${index === 0 ? head.padEnd(start) : ' '.repeat(start)}${line}`);
  }
  const lines = wrapped(text, columns - indent, widthOf);
  return [
    ...(head.trim() ? [head.trimEnd()] : []),
    ...lines.map((line) => styled`${' '.repeat(indent)}${line}`),
  ];
}

/** Returns sections below each other, with an empty line between. */
export function stacked(sections: readonly (readonly Printable[])[]): Printable[] {
  return sections
    .filter(({ length }) => length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** Returns two stacks of sections beside each other. @param width of the left one */
export function besideEachOther(
  left: readonly Printable[],
  right: readonly Printable[],
  width: number,
): Printable[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [one, other] = [left[index] ?? '', right[index] ?? ''];
    if (other.toString() === '') return one;
    const blanks = Math.max(0, width - one.toString().length) + gap;
    return styled`${one}${' '.repeat(blanks)}${other}`;
  });
}

/** Returns the width of each of two stacks on a screen; undefined if it has no room for two. */
export function halves(columns: number): number | undefined {
  const half = Math.floor((columns - gap) / 2);
  return half >= 56 ? half : undefined;
}
