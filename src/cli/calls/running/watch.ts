import { Problem } from '../../../domain/problem.ts';
import { describeDuration } from '../../../domain/time/duration.ts';
import { formatTime, type Reader } from '../../../domain/time/time-display.ts';
import { watch } from '../../../operations/calling/watch.ts';
import type { Context } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { type LiveView, openLiveView } from '../live/watch-live.ts';
import { formatEvent, tellerOf } from './format-event.ts';
import { eventView, logLine } from './log-line.ts';
import { noteRound } from './noted.ts';

interface WatchOptions {
  every: number;
  concurrency?: number | undefined;
  plain?: true | undefined;
}

/** `watch`: keeps placing due calls until stopped. */
export async function watchDue(context: Context, options: WatchOptions): Promise<ExitCode | undefined> {
  const { terminal, settings, output } = context;
  if (options.every < 1000) {
    throw new Problem('usage', { code: 'too_often', message: '--every must be at least 1s.' });
  }
  const calling = await context.calling();
  // Fails now if the key is missing, not when the first call is due.
  await calling.telephony();
  const isLive = terminal.canDraw && !output.format.json && !options.plain && !terminal.isQuiet;
  let isInRound = false;
  // The live view says so itself.
  const stopping = listenForStop(context, () => (isInRound && !isLive ? 'the calls in progress' : undefined));
  const reader = { zone: settings.timezone, locale: settings.locale };
  const { every } = options;
  const interval = `every ${describeDuration(every)}`;
  const view = isLive
    ? openLiveView(context, stopping, {
        title: 'voicebot watch',
        profile: settings.profile,
        details: [interval, settings.database],
        reader,
        advice: output.show.advice,
      })
    : logging(context, interval, reader);
  try {
    await watch(calling, {
      concurrency: options.concurrency ?? settings.concurrency,
      every,
      renew: async () => context.callingBy(context.renewedSettings()),
      signal: stopping.signal,
      onEvent: (event) => view.event(event, formatEvent(event, tellerOf(context))),
      onRoundStart: () => {
        isInRound = true;
      },
      onRound: (round) => {
        isInRound = false;
        noteRound(context, round);
      },
      onTrouble: (problem) => view.trouble(styled`${paint.yellow('!')} ${problem.message}`, problem),
    });
  } finally {
    view.close();
  }
  stopping.end();
  return stopping.code();
}

/** Prints a line for each event, for a log or a program. */
function logging(context: Context, interval: string, reader: Reader): LiveView {
  const print = timedPrinter(context, reader);
  context.terminal.note(`Watching ${context.settings.database}, ${interval}. Press Ctrl-C to stop.`);
  return {
    event: (event, line) => print(line, eventView(event)),
    trouble: (line, { code }) => print(line, { event: 'trouble', code }),
    close: () => undefined,
  };
}

/** Returns a function that prints a line after the time; with `--json` one object a line, as a stream has no end to wait for. */
function timedPrinter(context: Context, reader: Reader) {
  const { clock, terminal, output } = context;
  return (text: Printable, facts: Record<string, unknown>) => {
    const now = clock().now();
    if (output.format.json) terminal.json({ at: now.toISOString(), ...facts, text }, 0);
    else terminal.out(logLine(context, text, paint.dim(formatTime(now, reader))));
  };
}
