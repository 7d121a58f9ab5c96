import { errorCode, Problem } from '../../domain/problem.ts';
import type { Session } from '../../session/session.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForStop } from '../options/stopping.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { openSessions } from './open-sessions.ts';

interface ServeOptions {
  port: number;
  host: string;
}

/** `serve`: answers requests over HTTP until stopped. */
export async function serve(context: Context, { port, host }: ServeOptions): Promise<ExitCode | undefined> {
  const { parts, terminal } = context;
  const sessions = openSessions(context);
  // Fails now if there is no database, not at the first request.
  for (const session of sessions) await session.store();
  const stopping = listenForStop(context, 'the requests under way');
  try {
    const server = await parts
      .startServer({
        ...{ port, host, profiles: sessions.map((session) => ({ name: session.settings.profile, session })) },
        log: (request) => terminal.json({ at: new Date().toISOString(), ...request }, 0),
      })
      .catch((error) => {
        throw cannotListen(error, host, port);
      });
    terminal.note(styled`Serving ${namesOf(sessions)} at ${paint.bold(server.url)}. Press Ctrl-C to stop.`);
    await until(stopping.signal);
    await server.close();
  } finally {
    for (const session of sessions) session.close();
    stopping.end();
  }
  return stopping.code();
}

function namesOf(sessions: readonly Session[]): string {
  const names = sessions.map(({ settings }) => settings.profile);
  return names.length === 1 ? `profile ${names[0]}` : `profiles ${names.join(', ')}`;
}

function until(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const code = errorCode(error);
  const why = {
    EADDRINUSE: 'another program already listens there',
    EACCES: 'that port is only for root',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no such name',
  }[code ?? ''];
  if (!why) return error;
  return new Problem('failed', {
    code: 'cannot_listen',
    message: `The server cannot listen at ${host}, port ${port}: ${why} (${code}).`,
    hint: 'Name another one: --port 8081, or --port 0 for any free one.',
  });
}
