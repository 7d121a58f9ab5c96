import type { Context } from '../context.ts';

export interface Stopping {
  /** Aborts at the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** The exit code of a run that was asked to stop; undefined while nobody has asked. */
  code(): 130 | 143 | undefined;
  /** Stops listening. */
  end(): void;
}

/**
 * Listens for signals in two stages: the first lets what is in progress finish, the second quits.
 *
 * @param what what is finished first: `the calls in progress`
 */
export function listenForStop({ parts, terminal }: Context, what: string): Stopping {
  const controller = new AbortController();
  let asked: 130 | 143 | undefined;
  const end = parts.onStopSignal((code) => {
    if (asked) parts.quit(code);
    asked = code;
    terminal.note(terminal.paintErr.dim(`Finishing ${what}. Press Ctrl-C again to quit now.`));
    controller.abort();
  });
  return { signal: controller.signal, code: () => asked, end };
}
