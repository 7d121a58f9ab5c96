import { watch } from '../../operations/calling/watch.ts';
import { noteRound } from '../calls/running/noted.ts';
import type { Context } from '../context.ts';
import { eventLine, troubleLine } from './log-lines.ts';
import type { ServedSession } from './open-sessions.ts';

interface ProfileWatch {
  /** The time between two looks for calls that are due, ms. */
  every: number;
  /** That of the settings by default. */
  concurrency?: number | undefined;
  signal: AbortSignal;
  log: (line: Readonly<Record<string, unknown>>) => void;
}

/**
 * Places the due calls of a profile until the signal aborts, as `watch` does, and logs what it does.
 *
 * @throws Problem that ends a watch: the database is no longer the operator's
 */
export async function watchProfile(
  session: ServedSession,
  { parts }: Context,
  { every, concurrency, signal, log }: ProfileWatch,
): Promise<void> {
  const { settings, clock } = session;
  await watch(await session.calling(), {
    concurrency: concurrency ?? settings.concurrency,
    every,
    signal,
    renew: async () => session.callingBy(session.renewedSettings()),
    onEvent: (event) => log(eventLine(session, event, parts)),
    onRound: (round) => noteRound({ settings, clock, parts }, round, 'serve'),
    onTrouble: (problem) => log(troubleLine(session, problem)),
  });
}
