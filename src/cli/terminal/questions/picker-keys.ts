import { isEnterKey, isSpaceKey, isTabKey, type KeypressEvent } from '@inquirer/core';

/** How a key moves the cursor; undefined for any other key. */
const moves: Readonly<Record<string, ((height: number) => number) | undefined>> = {
  up: () => -1,
  down: () => 1,
  pageup: (height) => -height,
  pagedown: (height) => height,
};

type Action = 'finish' | 'tick' | 'tickAll' | 'nothing' | number;

/** Returns what a key does: a number is how far to move the cursor, in rows. @returns undefined for a key that edits the search */
export function actionOf(key: KeypressEvent, isMultiple: boolean, height: number): Action | undefined {
  if (isEnterKey(key)) return 'finish';
  if (isMultiple && (isSpaceKey(key) || isTabKey(key))) return 'tick';
  if (isMultiple && key.ctrl && key.name === 'a') return 'tickAll';
  return isTabKey(key) ? 'nothing' : moves[key.name]?.(height);
}
