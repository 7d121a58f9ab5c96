import type { Readable, Writable } from 'node:stream';

/** What a screen is drawn on, and where keys come from. */
interface ScreenStreams {
  stdin: Readable & { setRawMode?: (isRaw: boolean) => unknown };
  stdout: Writable & { columns?: number; rows?: number };
}

/** A screen that is drawn over and over, with lines of this kind. */
export interface LiveScreen<Line> {
  /** Returns its size now, in characters. */
  size(): { columns: number; rows: number };
  /** Shows these lines in place of those before. Only lines that have changed are written, at once, so that nothing flickers. */
  draw(lines: readonly Line[]): void;
  /** Calls this when the size has changed; everything is drawn again then. */
  onResize(changed: () => void): void;
  /** Gives the screen and the keyboard back as they were. */
  close(): void;
}

const csi = '\u001b[';
/** The alternate screen, without cursor and without wrapping at the right edge (xterm's control sequences, `DECSET`). */
const takeOver = `${csi}?1049h${csi}?25l${csi}?7l${csi}2J`;
const giveBack = `${csi}?7h${csi}?25h${csi}?1049l`;
/** Terminals that know synchronized output show what is between the two at once; others ignore them. */
const [begin, end] = [`${csi}?2026h`, `${csi}?2026l`];

/**
 * Takes over the whole screen, and the keyboard.
 *
 * @param render returns a line as the terminal shows it, cleaned; a table has several
 */
export function drawOn<Line>(
  { stdin, stdout }: ScreenStreams,
  render: (line: Line) => string,
  onKey: (key: string) => void,
): LiveScreen<Line> {
  let shown: readonly string[] = [];
  let isOpen = true;
  const listeners = new Set<() => void>();
  const resized = () => {
    shown = [];
    stdout.write(`${csi}2J`);
    for (const changed of listeners) changed();
  };
  const typed = (data: Buffer | string) => {
    for (const key of String(data)) onKey(key);
  };
  stdin.setRawMode?.(true);
  stdin.on('data', typed);
  stdin.resume();
  stdout.on('resize', resized);
  stdout.write(takeOver);
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  return {
    size,
    draw: (lines) => {
      if (!isOpen) return;
      const all = lines.flatMap((line) => render(line).split('\n')).slice(0, size().rows);
      const rows = Math.max(all.length, shown.length);
      const changes = Array.from({ length: rows }, (_, row) => row).filter((row) => all[row] !== shown[row]);
      shown = all;
      if (changes.length === 0) return;
      const text = changes.map((row) => `${csi}${row + 1};1H${csi}K${all[row] ?? ''}`).join('');
      stdout.write(`${begin}${text}${end}`);
    },
    onResize: (changed) => void listeners.add(changed),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      stdin.off('data', typed);
      stdin.setRawMode?.(false);
      stdin.pause();
      stdout.off('resize', resized);
      stdout.write(giveBack);
    },
  };
}
