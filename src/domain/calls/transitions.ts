import type { CallStatus } from './call-status.ts';
import type { ScheduledCallStatus } from './scheduled-call.ts';

/** For each status, the statuses that may follow it and the event that leads there: the labels in `voicebot help statuses`. */
export type Transitions<Status extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Status, string>>>>
>;

/** The transitions of a scheduled call. It begins as `PENDING`. */
export const scheduledCallTransitions: Transitions<ScheduledCallStatus> = {
  PENDING: {
    IN_PROGRESS: 'claimed when due',
    CANCELLED: 'cancelled',
    FAILED: 'forbidden by a rule, or refused for the last time',
    COMPLETED: 'an earlier attempt was placed after all',
  },
  IN_PROGRESS: {
    COMPLETED: 'placed',
    PENDING: 'refused, not dialled, or nothing was sent',
    FAILED: 'refused or not dialled for the last time, or resolved as not placed',
  },
  COMPLETED: { PENDING: 'not dialled', FAILED: 'not dialled, and no attempt is left' },
  FAILED: { PENDING: 'retried by the operator', COMPLETED: 'placed after all' },
  CANCELLED: {
    COMPLETED: 'an attempt had been placed after all',
    PENDING: 'restored by the operator, or by undoing an import',
  },
};

const placed = (event: string) => ({
  registered: event,
  ongoing: event,
  ended: event,
  not_connected: event,
  error: event,
});

/** The transitions of an attempt. It begins as `placing`; if nothing was sent, its row is deleted. */
export const callTransitions: Transitions<CallStatus> = {
  placing: { ...placed('placed'), unknown: 'no certain response', not_placed: 'refused' },
  unknown: { ...placed('found, or placed when sent again'), not_placed: 'resolved by the operator' },
  not_placed: placed('placed after all'),
  registered: {
    ongoing: 'answered',
    ended: 'ended',
    not_connected: 'not answered',
    error: 'failed at Retell',
  },
  ongoing: { ended: 'ended', error: 'failed at Retell', not_connected: 'not answered' },
  ended: {},
  not_connected: { error: 'corrected by Retell', ended: 'corrected by Retell' },
  error: { ended: 'corrected by Retell' },
};

/** Returns whether `to` may follow `from`. A status may always stay as it is. */
export function mayBecome<Status extends string>(
  table: Transitions<Status>,
  from: Status,
  to: Status,
): boolean {
  return from === to || table[from][to] !== undefined;
}
