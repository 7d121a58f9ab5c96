import { isoWithOffset } from '../../../domain/time/local-time.ts';
import type { RunEvent } from '../../../operations/calling/run-events.ts';
import type { Context } from '../../context.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';

/**
 * Returns a line of a run. In a log it begins with date and time, `2026-12-08T09:00:00+11:00`: cron and services add none.
 *
 * @param onScreen what it begins with on a screen
 */
export function logLine(
  { terminal, settings, clock }: Context,
  text: Printable,
  onScreen?: Printable,
): Printable {
  const before = terminal.isInteractive
    ? onScreen
    : paint.dim(
        isoWithOffset(new Date(Math.floor(clock().now().getTime() / 1000) * 1000), settings.timezone),
      );
  return before === undefined ? text : styled`${before}  ${text}`;
}

/** Returns what a run did with a call, as JSON shows it: a contract, told in the help topic `exit-codes`. */
export function eventView(event: RunEvent): Record<string, unknown> {
  const { kind, id, who, toNumber } = event;
  return {
    event: kind,
    scheduledCallId: id,
    name: who,
    toNumber,
    ...('report' in event ? { retellCallId: event.report.retellCallId } : {}),
    ...('reason' in event ? { reason: event.reason } : {}),
    ...('nextAttemptAt' in event ? { nextAttemptAt: event.nextAttemptAt } : {}),
    ...(event.kind === 'overdue'
      ? { lastRunAt: event.lastRunAt, inTime: event.inTime, moved: event.moved, missed: event.missed }
      : {}),
    ...(event.kind === 'opted_out' ? { words: event.words, isClear: event.isClear } : {}),
    ...(event.kind === 'callback_left'
      ? { words: event.words, askedFor: event.askedFor, why: event.trouble }
      : {}),
    ...(event.kind === 'campaign_paused'
      ? { campaignId: event.campaignId, campaign: event.name, failed: event.failed, calls: event.calls }
      : {}),
    ...(event.kind === 'changed'
      ? {
          status: event.call.status,
          disconnectionReason: event.call.disconnectionReason,
          disposition: event.call.disposition,
        }
      : {}),
    ...(event.kind === 'recording_not_kept' ? { reason: event.why } : {}),
    ...(event.kind === 'moved' ? { calls: event.calls } : {}),
    ...('until' in event ? { until: event.until } : {}),
  };
}
