import { isUnconfirmed, type ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { PastCall } from '../../../operations/calling/deciding/explain-call.ts';
import type { Context } from '../../context.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { callName } from './headline.ts';

/** Says what became of a scheduled call that waits for nothing any more, and what can be done. */
export function describePast({ output }: Context, { scheduled, contact }: PastCall): Printable[] {
  const call = callName(scheduled, contact);
  const { mark, what } = ending(scheduled, (at) => output.show.time(at));
  const next = nextStep(scheduled);
  return [
    styled`${mark} ${paint.bold(`${call} ${what}`)}`,
    ...(next ? [paint.dim(`  ${output.show.advice(next)}`)] : []),
  ];
}

function ending(scheduled: ScheduledCall, time: (at: Date) => string): { mark: Printable; what: string } {
  const { status, executedAt, retellCallId, errorMessage, updatedAt } = scheduled;
  const because = errorMessage ? `: ${errorMessage}` : '';
  switch (status) {
    case 'COMPLETED':
      return {
        mark: paint.green('✓'),
        what: `was placed${executedAt ? ` ${time(executedAt)}` : ''}${retellCallId ? ` (${retellCallId})` : ''}.`,
      };
    case 'FAILED':
      return { mark: paint.red('✗'), what: `has failed${because}` };
    case 'CANCELLED':
      return { mark: paint.red('✗'), what: `was cancelled ${time(updatedAt)}${because}` };
    default:
      return isUnconfirmed(scheduled)
        ? { mark: paint.yellow('?'), what: `is unconfirmed: its phone may have rung${because}` }
        : { mark: paint.yellow('·'), what: 'is being placed now.' };
  }
}

function nextStep(scheduled: ScheduledCall): string | undefined {
  const { id, status } = scheduled;
  if (status === 'COMPLETED') return `To see its attempts: voicebot scheduled show ${id}`;
  if (status === 'FAILED') return `To try it again: voicebot scheduled retry ${id}`;
  if (isUnconfirmed(scheduled))
    return `Each run asks Retell again. If you know better: voicebot scheduled resolve ${id} --placed call_… | --not-placed`;
  return undefined;
}
