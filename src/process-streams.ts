import type { Streams } from './cli/terminal/terminal.ts';

/** The streams of this process, and whether their output arrived. */
export interface ProcessStreams extends Streams {
  /** Resolves once everything written has been handed to the system. */
  flushed(): Promise<void>;
  /** Returns the code of why output could not be written, such as `ENOSPC`; undefined if it was, or its reader closed the pipe. */
  lostBy(): string | undefined;
}

/**
 * Has a screen be as wide as `COLUMNS` says (POSIX, environment variables) until it is resized, and 80 by 24 if it does not know its
 * size, as on a serial line: nothing else has to think of a width of 0 then.
 */
function sized<Stream extends { isTTY?: boolean; columns?: number; rows?: number }>(stream: Stream): Stream {
  if (!stream.isTTY) return stream;
  const [columns, rows] = [process.env['COLUMNS'], process.env['LINES']].map((text) =>
    /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : undefined,
  );
  stream.columns = columns ?? (stream.columns || 80);
  stream.rows = rows ?? (stream.rows || 24);
  return stream;
}

/** Returns the streams of this process. Each is opened when first used: a run from cron that prints nothing needs none. */
export function processStreams(): ProcessStreams {
  let lostBy: string | undefined;
  let stdout: typeof process.stdout | undefined;
  let stderr: typeof process.stderr | undefined;
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      // A reader that stops early (`| head`), or a log on a full disk, must not interrupt the placing of calls.
      stdout ??= sized(process.stdout).on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') lostBy ??= error.code ?? error.name;
      });
      return stdout;
    },
    get stderr() {
      stderr ??= sized(process.stderr).on('error', () => undefined);
      return stderr;
    },
    flushed: async () => {
      if (stdout) await new Promise((resolve) => stdout?.write('', resolve));
    },
    lostBy: () => lostBy,
  };
}
