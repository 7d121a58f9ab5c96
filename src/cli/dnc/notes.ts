import { countText } from '../../domain/count-text.ts';
import type { Parts } from '../parts.ts';

/** Returns who runs the command, as far as the environment says; null if it does not. */
export function currentUser({ environment }: Pick<Parts, 'environment'>): string | null {
  const { SUDO_USER, USER, LOGNAME, USERNAME } = environment;
  return SUDO_USER || USER || LOGNAME || USERNAME || null;
}

/** Returns a number of numbers: `1 number`. */
export function numbersNote(count: number): string {
  return `${countText(count)} ${count === 1 ? 'number' : 'numbers'}`;
}

/** Returns the end of a sentence that says which calls were cancelled; empty if none were. */
export function cancelledNote(ids: readonly number[]): string {
  if (ids.length === 0) return '';
  if (ids.length === 1) return `. Scheduled call ${ids[0]} was cancelled`;
  return `. ${ids.length} scheduled calls were cancelled`;
}
