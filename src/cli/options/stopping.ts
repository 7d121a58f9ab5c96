import type { Context } from '../context.ts';
import { paint } from '../terminal/styled-text.ts';

export interface Stopping {
  /** Aborts at the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** The exit code for the signal; undefined before one arrives. */
  code(): 130 | 143 | undefined;
  /** Stops listening. */
  end(): void;
}

/**
 * Listens for stop signals: the first lets the work in progress finish, the second quits.
 *
 * @param work the work as the note names it, such as `the calls in progress`; undefined for no note
 */
export function listenForStop({ parts, terminal }: Context, work: string | undefined): Stopping {
  const controller = new AbortController();
  let received: 130 | 143 | undefined;
  const end = parts.onStopSignal((code) => {
    if (received) parts.quit(code);
    received = code;
    if (work) terminal.note(paint.dim(`Finishing ${work}. Press Ctrl-C again to quit now.`));
    controller.abort();
  });
  return { signal: controller.signal, code: () => received, end };
}
