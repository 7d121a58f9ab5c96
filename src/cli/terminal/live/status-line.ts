import type { Writable } from 'node:stream';

const eraseLine = '\r\u001b[2K';

/** The size of a screen that does not know it. */
const defaultColumns = 80;
export const defaultRows = 24;

/** Returns the columns of a screen; 80 if it does not know them, undefined if the stream is not a screen. */
export function widthOf(stream: { isTTY?: boolean; columns?: number }): number | undefined {
  return stream.isTTY ? stream.columns || defaultColumns : undefined;
}

/** Returns a line on standard error that the next one replaces. Nothing is shown where that is not a screen that can erase. */
export function statusLine(
  stderr: Writable & { isTTY?: boolean; columns?: number },
  { quiet, environment }: { quiet: boolean; environment: Readonly<Record<string, string | undefined>> },
) {
  const isVisible = Boolean(stderr.isTTY) && !quiet && environment['TERM'] !== 'dumb';
  let isShown = false;
  const show = (text: string | undefined) => {
    if (!isVisible || (text === undefined && !isShown)) return;
    isShown = text !== undefined;
    // A line that wraps could not be erased.
    stderr.write(`${eraseLine}${text?.slice(0, (stderr.columns || defaultColumns) - 1) ?? ''}`);
  };
  return { isVisible, show };
}
