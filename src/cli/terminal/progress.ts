import { countText } from '../../domain/count-text.ts';
import type { Terminal } from './terminal.ts';

/** Progress of a long task. */
export interface Progress {
  /** @param share the part that is done, from 0 to 1; absent if the total is not known */
  at(task: string, rows: number, share?: number): void;
  /** Removes the line from the screen. */
  end(): void;
}

/** Shorter tasks show no progress, ms. */
const silentFor = 1000;
/** Time between two updates, on a screen and in a log, ms. */
const screenInterval = 100;
const logInterval = 10_000;

/**
 * Shows progress on standard error: rows, rows a second, and the time left.
 *
 * @param clock ms, from any start
 */
export function openProgress(terminal: Terminal, clock: () => number = () => performance.now()): Progress {
  let [current, startedAt, shownAt] = ['', clock(), clock()];
  const interval = terminal.showsStatus ? screenInterval : logInterval;
  return {
    at: (task, rows, share) => {
      const now = clock();
      if (task !== current) [current, startedAt, shownAt] = [task, now, now];
      if (now - startedAt < silentFor || now - shownAt < interval) return;
      shownAt = now;
      const line = formatProgress(task, { rows, share, elapsed: now - startedAt });
      if (terminal.showsStatus) terminal.status(line);
      else terminal.note(line);
    },
    end: () => terminal.status(undefined),
  };
}

/** Returns `Importing… 12,000 rows, 9,400 a second, 37%, about 21 s left` */
function formatProgress(
  task: string,
  { rows, share, elapsed }: { rows: number; share: number | undefined; elapsed: number },
): string {
  const pace = countText((rows / elapsed) * 1000);
  const soFar = `${task}… ${countText(rows)} rows, ${pace} a second`;
  if (share === undefined) return soFar;
  const done = Math.min(1, Math.max(0, share));
  const left = done > 0 ? `, about ${formatRoughly((elapsed / done) * (1 - done))} left` : '';
  return `${soFar}, ${Math.floor(done * 100)}%${left}`;
}

function formatRoughly(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
