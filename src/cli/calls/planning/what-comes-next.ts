import type { WaitsFor } from '../../../domain/calls/scheduled-call.ts';
import { relativeTo } from '../../../domain/time/time-display.ts';
import type { Context } from '../../context.ts';
import { callName } from './headline.ts';

/** What calls wait for other than their time, after "2 calls wait". */
const waits: Record<WaitsFor, string> = {
  call_times: 'for an hour at which they are allowed',
  number_in_use: 'for the end of another call to their number',
  cap: 'until their number has had fewer calls',
  wash: 'for a wash of their number',
  halt: 'until calling is resumed',
  campaign: 'until their campaign is resumed',
  retell: 'for an answer from Retell',
  operator: 'for your decision',
};

/** How many of the next calls are looked at. */
const counted = 1000;

/** Says what a queue with nothing due waits for: the next call, and why others were postponed. */
export async function whatComesNext(context: Context): Promise<string[]> {
  const { store, clock, output } = context;
  const now = clock().now();
  const { next, waiting, isMore } = await (await store()).upcoming(now, counted);
  if (!next) return [];
  const { nextAttemptAt } = next;
  const call = callName(next, next.contact).replace(/^C/, 'c');
  const when = nextAttemptAt
    ? `, ${output.show.time(nextAttemptAt)} (${relativeTo(nextAttemptAt, now)})`
    : '';
  return [`Next: ${call}${when}`, ...[...waiting].flatMap(([reason, n]) => waitingLine(reason, n, isMore))];
}

function waitingLine(reason: WaitsFor | null, n: number, isMore: boolean): string[] {
  if (reason === null) return [];
  if (n === 1) return [`1 call waits ${waits[reason].replace('they are', 'it is').replace('their', 'its')}.`];
  return [`${isMore ? 'At least ' : ''}${n} calls wait ${waits[reason]}.`];
}
