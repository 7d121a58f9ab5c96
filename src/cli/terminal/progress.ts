import type { Terminal } from './terminal.ts';

/** How far a long piece of work has come. */
export interface Progress {
  /** @param share how much of it is done, from 0 to 1; absent where nobody knows how much there is */
  at(doing: string, rows: number, share?: number): void;
  /** Nothing more is said of it. */
  end(): void;
}

/** What takes less is not worth a word, ms. */
const patience = 1000;
/** Between two words about it, on a screen and in a log, ms. */
const onScreen = 100;
const inLog = 10_000;

/**
 * Tells on standard error how a long piece of work goes: rows, rows a second, and how long the rest will take.
 *
 * @param clock ms, of any beginning
 */
export function openProgress(terminal: Terminal, clock: () => number = () => performance.now()): Progress {
  let [doing, began, told] = ['', clock(), clock()];
  const pause = terminal.showsStatus ? onScreen : inLog;
  return {
    at: (what, rows, share) => {
      const now = clock();
      if (what !== doing) [doing, began, told] = [what, now, now];
      if (now - began < patience || now - told < pause) return;
      told = now;
      const line = describe(what, { rows, share, elapsed: now - began });
      if (terminal.showsStatus) terminal.status(line);
      else terminal.note(line);
    },
    end: () => terminal.status(undefined),
  };
}

/** `Importing… 12,000 rows, 9,400 a second, 37%, about 21 s left` */
function describe(
  what: string,
  { rows, share, elapsed }: { rows: number; share: number | undefined; elapsed: number },
): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const pace = number.format((rows / elapsed) * 1000);
  const sofar = `${what}… ${number.format(rows)} rows, ${pace} a second`;
  if (share === undefined) return sofar;
  const done = Math.min(1, Math.max(0, share));
  const left = done > 0 ? `, about ${roughly((elapsed / done) * (1 - done))} left` : '';
  return `${sofar}, ${Math.floor(done * 100)}%${left}`;
}

function roughly(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
