import type { Streams } from './cli/terminal/terminal.ts';

/** The streams of this process, and whether their output arrived. */
export interface ProcessStreams extends Streams {
  /** Resolves once everything written has been handed to the system. */
  flushed(): Promise<void>;
  /** Returns whether output could not be written for any reason but its reader closing the pipe. */
  isLost(): boolean;
}

/** Returns the streams of this process. Each is opened when first used: a run from cron that prints nothing needs none. */
export function processStreams(): ProcessStreams {
  let isLost = false;
  let stdout: typeof process.stdout | undefined;
  let stderr: typeof process.stderr | undefined;
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      // A reader that stops early (`| head`), or a log on a full disk, must not interrupt the placing of calls.
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
