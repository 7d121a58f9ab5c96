import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describeDuration } from '../../domain/duration.ts';
import { Problem } from '../../domain/problem.ts';
import { formatTime } from '../../domain/time-display.ts';
import type { RunResult } from '../../operations/run-events.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { durationOption, smallCountOption } from '../option-values.ts';
import { printable } from '../printable.ts';
import type { Run } from '../program.ts';
import { runLine } from '../run-lines.ts';
import { listenForStop } from '../stopping.ts';

interface WatchOptions {
  every: number;
  concurrency?: number | undefined;
}

const fifteenSeconds = 15_000;

export function addWatchCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('watch')
    .description('place what is due again and again, until told to stop')
    .option('--every <duration>', 'from one look to the next', durationOption, fifteenSeconds)
    .option('--concurrency <n>', 'place so many at once (default: VOICEBOT_CONCURRENCY)', smallCountOption)
    .action((options) => run((context) => watchDue(context, options)));
}

async function watchDue(context: Context, options: WatchOptions): Promise<ExitCode | undefined> {
  const { terminal, settings } = context;
  if (options.every < 1000) {
    throw new Problem('usage', { code: 'too_often', message: '--every must be at least 1s.' });
  }
  const { watch } = await import('../../operations/watch.ts');
  const calling = await context.calling();
  // A wrong key is found out now, not when the first call is due.
  await calling.telephony();
  const stopping = listenForStop(context, 'calls being placed are finished first');
  const say = stamped(context);
  terminal.note(`Watching ${settings.database}, every ${describeDuration(options.every)}. Ctrl-C stops.`);
  await watch(calling, {
    concurrency: options.concurrency ?? settings.concurrency,
    every: options.every,
    signal: stopping.signal,
    onEvent: (event) => say(runLine(event, terminal.paint)),
    onRun: (result) => sayRun(result, say),
    onTrouble: (problem) => say(`${terminal.paint.yellow('!')} ${printable(problem.message)}`),
  });
  stopping.end();
  return stopping.code();
}

function sayRun({ processed, succeeded, failed, updated }: RunResult, say: (text: string) => void): void {
  if (processed > 0)
    say(`Processed ${processed} scheduled call(s): ${succeeded} succeeded, ${failed} failed`);
  if (updated > 0) say(`${updated} call(s) went on or ended`);
}

function stamped({ clock, terminal, settings, output }: Context): (text: string) => void {
  const reader = { zone: settings.timezone, locale: settings.locale };
  return (text) => {
    const now = clock().now();
    if (output.format.json) terminal.out(JSON.stringify({ at: now.toISOString(), text }));
    else terminal.out(`${terminal.paint.dim(formatTime(now, reader))}  ${text}`);
  };
}
