import type { Readable } from 'node:stream';

/** Thrown where a question is left by Ctrl-D, under the name of inquirer's error for Ctrl-C. */
class LeftQuestion extends Error {
  override readonly name = 'ExitPromptError';
}

/**
 * Asks a question, and leaves it if its input ends: Ctrl-D closes the line, after which inquirer would wait for ever, and the process end
 * as if all had been done.
 *
 * @throws LeftQuestion
 */
export async function whileOpen<T>(
  input: Readable,
  given: AbortSignal | undefined,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const closing = new AbortController();
  const close = (signal?: NodeJS.Signals) => closing.abort(signal);
  // A readline that is closed pauses its input.
  input.on('pause', close);
  for (const signal of endingSignals) process.on(signal, close);
  try {
    return await question(given ? AbortSignal.any([given, closing.signal]) : closing.signal);
  } catch (error) {
    if (closing.signal.aborted && !given?.aborted && isAbort(error)) throw new LeftQuestion();
    throw error;
  } finally {
    input.off('pause', close);
    for (const signal of endingSignals) process.off(signal, close);
    // Now that the terminal echoes again, it ends the process as it would have.
    const ended = endingSignals.find((signal) => signal === closing.signal.reason);
    if (ended) process.kill(process.pid, ended);
  }
}

/** Signals that would leave the terminal as a question has set it, without an echo. */
const endingSignals = ['SIGTERM', 'SIGHUP'] as const;

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortPromptError';
}
