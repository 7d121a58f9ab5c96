import type { Call } from '../../../domain/calls/call.ts';
import { formatTime, type Reader } from '../../../domain/time/time-display.ts';
import type { RunEvent } from '../../../operations/calling/run-events.ts';
import { contactLabel, formatTalkTime } from '../../terminal/columns.ts';
import { printable } from '../../terminal/printable.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** Formats an event of a run as a line. */
export function formatEvent(event: RunEvent, paint: Terminal['paint'], reader: Reader): string {
  const id = event.id === null ? '' : `#${event.id}`;
  const head = [id, contactLabel(event.who, event.toNumber)].filter(Boolean).join('  ');
  const reason = 'reason' in event ? printable(event.reason) : '';
  switch (event.kind) {
    case 'placed':
      return `${paint.green('✓')} ${head}  placed, ${printable(event.report.retellCallId)}`;
    case 'found':
      return `${paint.green('✓')} ${head}  was placed after all, ${printable(event.report.retellCallId)}`;
    case 'refused': {
      const next = event.nextAttemptAt
        ? `next attempt at ${formatTime(event.nextAttemptAt, reader)}`
        : 'no attempts left';
      return `${paint.red('✗')} ${head}  refused: ${reason}; ${next}`;
    }
    case 'forbidden':
      return `${paint.red('✗')} ${head}  not called: ${reason}`;
    case 'postponed':
      return `${paint.dim('·')} ${head}  waits until ${formatTime(event.until, reader)}: ${reason}`;
    case 'undecided':
      return `${paint.yellow('!')} ${head}  not called: ${reason}; next check at ${formatTime(event.until, reader)}`;
    case 'unknown':
      return `${paint.yellow('?')} ${head}  may have been placed: ${reason}; voicebot will ask Retell`;
    case 'placed_twice':
      return `${paint.red('!')} ${head}  ${reason}; its phone may have rung twice`;
    case 'still_unknown':
      return `${paint.yellow('?')} ${head}  still unconfirmed: ${reason}`;
    case 'left_to_operator': {
      const command =
        event.id === null ? 'voicebot calls list --status unknown' : `voicebot scheduled resolve ${event.id}`;
      return `${paint.yellow('?')} ${head}  unconfirmed: ${reason}; not sent again, needs your decision (${command})`;
    }
    case 'changed':
      return `${paint.dim('·')} ${head}  ${formatProgress(event.call)}`;
  }
}

function formatProgress({ status, disconnectionReason, durationMs }: Call): string {
  const words = status === 'ongoing' ? 'answered' : status.replace('_', ' ');
  const length = durationMs === null ? '' : `after ${formatTalkTime(durationMs)}`;
  return [`${words}${disconnectionReason ? `: ${printable(disconnectionReason)}` : ''}`, length]
    .filter(Boolean)
    .join(' ');
}
