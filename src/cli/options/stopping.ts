import type { Context } from '../context.ts';
import { paint } from '../terminal/styled-text.ts';

export interface Stopping {
  /** Aborts at the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** Stops as a signal does, for a key that is pressed where no signal comes. @param code the exit code, undefined for 0 */
  stop(code?: 130 | 143): void;
  /** The exit code for the signal; undefined before one arrives. */
  code(): 130 | 143 | undefined;
  /** Stops listening. */
  end(): void;
}

/**
 * Listens for stop signals: the first lets the work in progress finish, the second quits.
 *
 * @param work the work as the note names it, such as `the calls in progress`; undefined for no note. A function is asked when a signal comes
 */
export function listenForStop(
  { parts, terminal }: Context,
  work: string | undefined | (() => string | undefined),
): Stopping {
  const controller = new AbortController();
  let received: 130 | 143 | undefined;
  const stop = (code?: 130 | 143) => {
    if (controller.signal.aborted) parts.quit(code ?? 0);
    received = code;
    const inProgress = typeof work === 'function' ? work() : work;
    if (inProgress) terminal.note(paint.dim(`Finishing ${inProgress}. Press Ctrl-C again to quit now.`));
    controller.abort();
  };
  const end = parts.onStopSignal(stop);
  return { signal: controller.signal, stop, code: () => received, end };
}
