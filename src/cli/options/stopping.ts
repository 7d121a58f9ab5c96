import type { Context } from '../context.ts';

export interface Stopping {
  /** Aborts at the first SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** The exit code of a run that was asked to stop; undefined while nobody has asked. */
  code(): 130 | 143 | undefined;
  /** Stops listening. */
  end(): void;
}

/** Two stages, as for any careful worker: the first signal lets what is under way finish, the second quits. */
export function listenForStop({ parts, terminal }: Context, whatFinishes: string): Stopping {
  const controller = new AbortController();
  let asked: 130 | 143 | undefined;
  const end = parts.onStopSignal((code) => {
    if (asked) parts.quit(code);
    asked = code;
    terminal.note(terminal.paintErr.dim(`Stopping: ${whatFinishes}. Once more to quit at once.`));
    controller.abort();
  });
  return { signal: controller.signal, code: () => asked, end };
}
