import type { Call } from '../../../domain/calls/call.ts';
import { formatTime, type Reader } from '../../../domain/time/time-display.ts';
import type { RunEvent } from '../../../operations/calling/run-events.ts';
import { talkTime, whom } from '../../terminal/columns.ts';
import { printable } from '../../terminal/printable.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** What a run did to one call, as one line. */
export function runLine(event: RunEvent, paint: Terminal['paint'], reader: Reader): string {
  const call = event.id === null ? '' : `#${event.id}`;
  const head = [call, whom(event.who, event.toNumber)].filter(Boolean).join('  ');
  switch (event.kind) {
    case 'placed':
      return `${paint.green('✓')} ${head}  placed, ${printable(event.report.retellCallId)}`;
    case 'found':
      return `${paint.green('✓')} ${head}  had been placed, ${printable(event.report.retellCallId)}`;
    case 'refused': {
      const next = event.nextAttemptAt
        ? `it will be tried again at ${formatTime(event.nextAttemptAt, reader)}`
        : 'it has failed for good';
      return `${paint.red('✗')} ${head}  refused: ${printable(event.reason)}; ${next}`;
    }
    case 'unpreparable':
      return `${paint.red('✗')} ${head}  failed: ${printable(event.reason)}`;
    case 'unknown':
      return `${paint.yellow('?')} ${head}  may have been placed: ${printable(event.reason)}; Retell will be asked`;
    case 'still_unknown':
      return `${paint.yellow('?')} ${head}  still unknown: ${printable(event.reason)}`;
    case 'left_to_operator': {
      const command =
        event.id === null ? 'voicebot calls list --status unknown' : `voicebot scheduled resolve ${event.id}`;
      return `${paint.yellow('?')} ${head}  unknown for good: ${printable(event.reason)} (${command})`;
    }
    case 'changed':
      return `${paint.dim('·')} ${head}  ${standing(event.call)}`;
  }
}

function standing({ status, disconnectionReason, durationMs }: Call): string {
  const words = status === 'ongoing' ? 'answered' : status.replace('_', ' ');
  const length = durationMs === null ? '' : `after ${talkTime(durationMs)}`;
  return [`${words}${disconnectionReason ? `: ${printable(disconnectionReason)}` : ''}`, length]
    .filter(Boolean)
    .join(' ');
}
