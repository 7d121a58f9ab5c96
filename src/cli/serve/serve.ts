import { statusOfToken } from '../../domain/access/access-token.ts';
import { errorCode, Problem } from '../../domain/problem.ts';
import { metered } from '../../session/metered.ts';
import type { Session } from '../../session/session.ts';
import { noteRound } from '../calls/running/noted.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForStop } from '../options/stopping.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { eventLine, troubleLine } from './log-lines.ts';
import { openSessions } from './open-sessions.ts';
import { watchProfile } from './watch-profile.ts';

interface ServeOptions {
  port: number;
  host: string;
  watch?: true | undefined;
  rate: number;
  trustProxy?: true | undefined;
  cors?: string[] | undefined;
  /** ms */
  every: number;
  concurrency?: number | undefined;
}

/** `serve`: answers requests over HTTP until stopped, and with `--watch` places due calls too. Logs a line of JSON for each. */
export async function serve(context: Context, options: ServeOptions): Promise<ExitCode | undefined> {
  const { parts, terminal, clock } = context;
  const sessions = openSessions(context).map(metered);
  await requireUsable(sessions, options);
  const stopping = listenForStop(context, 'the requests under way');
  const log = (line: Readonly<Record<string, unknown>>) => {
    if (!terminal.isQuiet) terminal.json({ at: clock().now(), ...line }, 0);
  };
  try {
    const server = await parts
      .startServer({
        ...{ port: options.port, host: options.host, log },
        ...{ rate: options.rate, trustsProxy: options.trustProxy ?? false, origins: options.cors ?? [] },
        profiles: sessions.map((session) => ({
          name: session.settings.profile,
          session,
          cronSecret: session.settings.cronSecret,
        })),
        onRun: ({ settings, clock: time }, round) =>
          noteRound({ settings, clock: time, parts }, round, 'serve'),
        onEvent: (session, event) => log(eventLine(session, event, parts)),
        onTrouble: (session, problem) => log(troubleLine(session, problem)),
      })
      .catch((error) => {
        throw cannotListen(error, options);
      });
    terminal.note(styled`Serving ${namesOf(sessions)} at ${paint.bold(server.url)}. Press Ctrl-C to stop.`);
    const ending = new AbortController();
    const signal = AbortSignal.any([stopping.signal, ending.signal]);
    const watches: Promise<void>[] = [];
    try {
      await noteIfNoToken(sessions, context);
      noteIfAtAnyHour(sessions, context);
      if (options.watch)
        for (const session of sessions)
          watches.push(watchProfile(session, context, { ...options, signal, log }));
      await Promise.race([until(signal), ...watches]);
    } finally {
      ending.abort();
      await Promise.allSettled([server.close(), ...watches]);
    }
  } finally {
    for (const session of sessions) session.close();
    stopping.end();
  }
  return stopping.code();
}

/** Fails now if there is no database, or no key to place calls with, not at the first request. */
async function requireUsable(sessions: readonly Session[], { watch }: ServeOptions): Promise<void> {
  for (const session of sessions) {
    await session.store();
    if (watch) await session.telephony();
  }
}

/** Without a token, nobody could ask for anything. */
async function noteIfNoToken(sessions: readonly Session[], { terminal, clock }: Context): Promise<void> {
  for (const { settings, store } of sessions) {
    const tokens = await (await store()).accessTokens();
    if (tokens.some((token) => statusOfToken(token, clock().now()) === 'active')) continue;
    terminal.note(
      `Profile ${settings.profile} has no token yet. To create one: voicebot --profile ${settings.profile} tokens create`,
    );
  }
}

/** On the command line, a call at night is warned of; a program is not stopped by a warning. */
function noteIfAtAnyHour(sessions: readonly Session[], { terminal }: Context): void {
  for (const { settings } of sessions) {
    if (settings.callTimesText !== undefined) continue;
    terminal.note(
      `No call times are set for profile ${settings.profile}: calls are placed at whatever hour they are asked for. To set some: voicebot --profile ${settings.profile} config set VOICEBOT_CALL_TIMES`,
    );
  }
}

function namesOf(sessions: readonly Session[]): string {
  const names = sessions.map(({ settings }) => settings.profile);
  return names.length === 1 ? `profile ${names[0]}` : `profiles ${names.join(', ')}`;
}

function until(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function cannotListen(error: unknown, { host, port }: ServeOptions): unknown {
  const code = errorCode(error);
  const why = {
    EADDRINUSE: 'another program already listens there',
    EACCES: 'that port is only for root',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no such name',
    EAI_AGAIN: 'that name cannot be looked up',
  }[code ?? ''];
  if (!why) return error;
  return new Problem('failed', {
    code: 'cannot_listen',
    message: `The server cannot listen at ${host}, port ${port}: ${why} (${code}).`,
    hint: 'Name another one: --port 8081, or --port 0 for any free one.',
  });
}
