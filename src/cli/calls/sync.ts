import { syncCalls } from '../../operations/outcomes/sync-calls.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { parsePastInstant } from '../options/past-instant.ts';
import { listenForStop } from '../options/stopping.ts';
import { openProgress } from '../terminal/progress.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { formatEvent, tellerOf } from './running/format-event.ts';

/** `calls sync`: brings calls up to date with Retell. */
export async function sync(
  context: Context,
  options: { since?: string | undefined },
): Promise<ExitCode | undefined> {
  const { output, terminal } = context;
  const since = options.since === undefined ? undefined : parsePastInstant(context, options.since);
  const calling = await context.calling();
  const stopping = listenForStop(context, 'the request in progress');
  const progress = openProgress(terminal);
  const synced = await syncCalls(calling, {
    since,
    signal: stopping.signal,
    onEvent: (event) => {
      // What has simply gone on is counted; a long list of it would hide the rest.
      if (event.kind !== 'changed') terminal.note(formatEvent(event, tellerOf(context)));
    },
    onProgress: (calls) => progress.at('Asking about calls', calls),
  }).finally(() => {
    progress.end();
    stopping.end();
  });
  const { asked, reported, changed, transcripts, recordings, unreadable, isStopped } = synced;
  if (unreadable > 0) {
    const items = unreadable === 1 ? '1 call' : `${unreadable} calls`;
    terminal.note(paint.yellow(`! Skipped ${items} in Retell's list: the record cannot be read.`));
  }
  const counts = { asked, reported, changed, transcripts, recordings, unreadable };
  output.result({ success: !isStopped, ...counts }, () =>
    asked === 0
      ? 'Every call is up to date.'
      : styled`${paint.green('✓')} Asked about ${calls(asked)}: ${changed} changed, ${transcripts} new ${transcripts === 1 ? 'transcript' : 'transcripts'}${missing(asked - reported)}`,
  );
  return isStopped ? stopping.code() : undefined;
}

function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}

function missing(count: number): string {
  return count > 0 ? `; Retell does not list ${calls(count)}` : '';
}
