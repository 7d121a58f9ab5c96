/**
 * The status of an attempt. The first three are voicebot's own: `placing` the request is on its way · `unknown` it is not known
 * whether the phone rang · `not_placed` certainly no phone rang. The rest are Retell's `call_status` of a call that was placed.
 */
export const callStatuses = [
  'placing',
  'unknown',
  'not_placed',
  'registered',
  'ongoing',
  'ended',
  'not_connected',
  'error',
] as const;

export type CallStatus = (typeof callStatuses)[number];

/** The statuses that Retell gives to a call it placed. */
export const placedStatuses = ['registered', 'ongoing', 'ended', 'not_connected', 'error'] as const;

export type PlacedStatus = (typeof placedStatuses)[number];

/** Returns whether Retell may still change this status. */
export function isOpen(status: CallStatus): boolean {
  return status === 'registered' || status === 'ongoing';
}

/** Returns whether Retell has placed a call, and it has come to its end. */
export function isOver(status: CallStatus): boolean {
  return status === 'ended' || status === 'not_connected' || status === 'error';
}

/** The statuses of a call that is or may be ringing or in progress. */
export const liveStatuses = ['placing', 'unknown', 'registered', 'ongoing'] as const;
