import type { Call } from '../../../domain/calls/call.ts';
import { describeFailures } from '../../../domain/campaigns/breaker.ts';
import { formatInstant, formatTime, type Reader } from '../../../domain/time/time-display.ts';
import type { RunEvent } from '../../../operations/calling/run-events.ts';
import type { Context } from '../../context.ts';
import { contactLabel, formatTalkTime } from '../../terminal/columns.ts';
import { paint, type StyledText, styled } from '../../terminal/styled-text.ts';
import { callbackReasons } from '../callback-reasons.ts';

/** For whom events are told: on whose clock, and with commands for which profile. */
interface EventTeller {
  reader: Reader;
  advice: (text: string) => string;
}

/** Returns how events are told to the operator of a command. */
export function tellerOf({ settings, output }: Context): EventTeller {
  return { reader: { zone: settings.timezone, locale: settings.locale }, advice: output.show.advice };
}

/** Formats an event of a run as a line. */
export function formatEvent(event: RunEvent, { reader, advice }: EventTeller): StyledText {
  const id = event.id === null ? '' : `#${event.id}`;
  const head = [id, contactLabel(event.who, event.toNumber)].filter(Boolean).join('  ');
  const reason = 'reason' in event ? event.reason : '';
  switch (event.kind) {
    case 'placed':
      return styled`${paint.green('✓')} ${head}  placed, ${event.report.retellCallId}`;
    case 'found':
      return styled`${paint.green('✓')} ${head}  was placed after all, ${event.report.retellCallId}`;
    case 'refused': {
      const next = event.nextAttemptAt
        ? `next attempt at ${formatTime(event.nextAttemptAt, reader)}`
        : 'no attempts left';
      return styled`${paint.red('✗')} ${head}  refused: ${reason}; ${next}`;
    }
    case 'forbidden':
      return styled`${paint.red('✗')} ${head}  not called: ${reason}`;
    case 'postponed':
      return styled`${paint.dim('·')} ${head}  waits until ${formatTime(event.until, reader)}: ${reason}`;
    case 'undecided':
      return styled`${paint.yellow('!')} ${head}  not called: ${reason}; next check at ${formatTime(event.until, reader)}`;
    case 'unknown':
      return styled`${paint.yellow('?')} ${head}  may have been placed: ${reason}; voicebot will ask Retell`;
    case 'placed_twice':
      return styled`${paint.red('!')} ${head}  ${reason}; its phone may have rung twice`;
    case 'set_aside':
      return styled`${paint.red('!')} ${head}  ${event.reason}; its phone may have rung`;
    case 'recording_not_kept':
      return styled`${paint.yellow('!')} ${head}  ${event.why} It is tried again.`;
    case 'still_unknown':
      return styled`${paint.yellow('?')} ${head}  still unconfirmed: ${reason}`;
    case 'left_to_operator': {
      return styled`${paint.yellow('?')} ${head}  unconfirmed: ${reason}; not sent again, needs your decision (${advice(commandFor(event))})`;
    }
    case 'not_dialled': {
      const next = event.nextAttemptAt
        ? `next attempt at ${formatTime(event.nextAttemptAt, reader)}`
        : 'not tried again';
      return styled`${paint.red('✗')} ${head}  not dialled: ${reason}; ${next}`;
    }
    case 'opted_out':
      return event.isClear
        ? styled`${paint.yellow('·')} ${head}  asked not to be called again: now on the do-not-call list`
        : styled`${paint.yellow('!')} ${head}  may have asked not to be called again ("${event.words}"): now on the do-not-call list. If they did not: ${advice(`voicebot dnc remove ${event.toNumber}`)}`;
    case 'callback_left': {
      const request = [event.words && `"${event.words}"`, event.askedFor].filter(Boolean).join(', ');
      return styled`${paint.yellow('!')} ${head}  asked to be called back (${request}); needs your decision, ${callbackReasons[event.trouble]}: ${advice('voicebot calls callbacks')}`;
    }
    case 'campaign_paused':
      return styled`${paint.red('!')} The campaign ${event.name} is paused: ${describeFailures(event)}. To go on with it once that is mended: ${advice(`voicebot campaigns resume ${event.campaignId}`)}`;
    case 'overdue':
      return styled`${paint.yellow('!')} ${overdueNote(event, reader)}`;
    case 'moved':
      return styled`${paint.yellow('!')} This database was last used on another machine. ${movedNote(event.calls)}`;
    case 'changed':
      return styled`${paint.dim('·')} ${head}  ${formatProgress(event.call)}`;
  }
}

/** Returns the command with which the operator decides about an unconfirmed call. */
function commandFor({ id, heldBecause }: Extract<RunEvent, { kind: 'left_to_operator' }>): string {
  if (heldBecause === 'other_account') return 'voicebot accounts list';
  return id === null ? 'voicebot calls list --status unknown' : `voicebot scheduled resolve ${id}`;
}

/** Returns what a run says that comes after a long gap: `No run since Mon 9:00 pm. Due meanwhile: 2 on time, 40 moved, 3 missed`. */
function overdueNote(
  { lastRunAt, inTime, moved, missed }: Extract<RunEvent, { kind: 'overdue' }>,
  reader: Reader,
): string {
  const since = lastRunAt
    ? `No run has come since ${formatInstant(lastRunAt, reader)}.`
    : 'No run came in time.';
  const later = moved > 0 ? [`${moved} overdue, laid out again from now on`] : [];
  const counts = [
    ...(inTime > 0 ? [`${inTime} just due`] : []),
    ...later,
    ...(missed > 0 ? [`${missed} too late, missed`] : []),
  ];
  return `${since} Calls: ${counts.join('; ')}.`;
}

function movedNote(calls: number): string {
  if (calls === 0) return 'No call is pending.';
  const which = calls === 1 ? 'its pending call' : `each of its ${calls} pending calls`;
  return `Before ${which} is placed, Retell is asked whether it was.`;
}

function formatProgress({ status, disconnectionReason, durationMs }: Call): string {
  const words = status === 'ongoing' ? 'answered' : status.replace('_', ' ');
  const length = durationMs === null ? '' : `after ${formatTalkTime(durationMs)}`;
  return [`${words}${disconnectionReason ? `: ${disconnectionReason}` : ''}`, length]
    .filter(Boolean)
    .join(' ');
}
