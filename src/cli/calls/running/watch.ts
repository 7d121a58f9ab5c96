import { Problem } from '../../../domain/problem.ts';
import { describeDuration } from '../../../domain/time/duration.ts';
import { formatTime, type Reader } from '../../../domain/time/time-display.ts';
import { watch } from '../../../operations/calling/watch.ts';
import type { Context } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { formatEvent } from './format-event.ts';
import { logLine } from './log-line.ts';

interface WatchOptions {
  every: number;
  concurrency?: number | undefined;
}

/** `watch`: keeps placing due calls until stopped. */
export async function watchDue(context: Context, options: WatchOptions): Promise<ExitCode | undefined> {
  const { terminal, settings } = context;
  if (options.every < 1000) {
    throw new Problem('usage', { code: 'too_often', message: '--every must be at least 1s.' });
  }
  const calling = await context.calling();
  // Fails now if the key is missing, not when the first call is due.
  await calling.telephony();
  const stopping = listenForStop(context, 'the calls in progress');
  const reader = { zone: settings.timezone, locale: settings.locale };
  const print = timedPrinter(context, reader);
  terminal.note(
    `Watching ${settings.database}, every ${describeDuration(options.every)}. Press Ctrl-C to stop.`,
  );
  await watch(calling, {
    concurrency: options.concurrency ?? settings.concurrency,
    every: options.every,
    renew: context.renewedCalling,
    signal: stopping.signal,
    onEvent: (event) => print(formatEvent(event, reader), { event: event.kind, scheduledCallId: event.id }),
    onTrouble: (problem) =>
      print(styled`${paint.yellow('!')} ${problem.message}`, {
        event: 'trouble',
        code: problem.code,
      }),
  });
  stopping.end();
  return stopping.code();
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
