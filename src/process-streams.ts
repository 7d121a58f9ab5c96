import type { Streams } from './cli/terminal/terminal.ts';

/** The streams of this process, and how their output went. */
export interface ProcessStreams extends Streams {
  /** Resolves when all that was written has been handed over. */
  flushed(): Promise<void>;
  /** Whether results could not be written, other than that nobody wanted them. */
  isLost(): boolean;
}

/** Each is opened when it is first asked for: a run from cron that has nothing to say needs none. */
export function processStreams(): ProcessStreams {
  let isLost = false;
  let stdout: typeof process.stdout | undefined;
  let stderr: typeof process.stderr | undefined;
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      // A reader that has enough (`| head`), or a full disk behind a log, must not stop what is being done: calls are placed.
      stdout ??= process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        isLost ||= error.code !== 'EPIPE';
      });
      return stdout;
    },
    get stderr() {
      stderr ??= process.stderr.on('error', () => undefined);
      return stderr;
    },
    flushed: async () => {
      if (stdout) await new Promise((resolve) => stdout?.write('', resolve));
    },
    isLost: () => isLost,
  };
}
