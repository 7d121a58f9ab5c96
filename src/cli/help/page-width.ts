/** Columns without a screen, and the maximum: longer lines are hard to read. */
const defaultWidth = 80;
const maxWidth = 100;

/** Returns how wide a page of help is on a screen of this many columns; undefined if there is none. */
export function pageWidth(screen: number | undefined): number {
  return Math.min(screen ?? defaultWidth, maxWidth);
}
