import type { CallStatus } from './call.ts';
import type { ScheduledCallStatus } from './scheduled-call.ts';

/** For each status those that may follow it, and what it takes: the labels of the README's diagram. */
export type Transitions<Status extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Status, string>>>>
>;

/** Every way a scheduled call can go. It begins `PENDING`. */
export const scheduledCallTransitions: Transitions<ScheduledCallStatus> = {
  PENDING: {
    IN_PROGRESS: 'claimed when due',
    CANCELLED: 'cancelled',
    FAILED: 'forbidden by a rule',
    COMPLETED: 'an earlier attempt was placed after all',
  },
  IN_PROGRESS: {
    COMPLETED: 'placed',
    PENDING: 'refused, or nothing was sent',
    FAILED: 'refused for the last time, or resolved as not placed',
  },
  COMPLETED: {},
  FAILED: { PENDING: 'retried by the operator', COMPLETED: 'placed after all' },
  CANCELLED: {},
};

const placed = (because: string) => ({
  registered: because,
  ongoing: because,
  ended: because,
  not_connected: because,
  error: because,
});

/** Every way an attempt can go. It begins `placing`, and its row is taken back if nothing was sent. */
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
  ongoing: { ended: 'ended', error: 'failed at Retell' },
  ended: {},
  not_connected: {},
  error: {},
};

/** Whether a status may follow another; staying as it is always may. */
export function mayBecome<Status extends string>(
  table: Transitions<Status>,
  from: Status,
  to: Status,
): boolean {
  return from === to || table[from][to] !== undefined;
}
