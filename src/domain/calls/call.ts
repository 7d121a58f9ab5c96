/**
 * How an attempt stands. The first three are voicebot's own word on it:
 * `placing` the request is under way · `unknown` no answer that tells whether the phone rang ·
 * `not_placed` certainly no call. The rest are Retell's `call_status` for a call that was placed.
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

/** The statuses that Retell itself gives a call. */
export const placedStatuses = ['registered', 'ongoing', 'ended', 'not_connected', 'error'] as const;

export type PlacedStatus = (typeof placedStatuses)[number];

/** Whether Retell may still change how this call stands. */
export function isOpen(status: CallStatus): boolean {
  return status === 'registered' || status === 'ongoing';
}

/** What is asked of Retell, exactly as it goes out; the same again if it must be sent again. */
export interface CallRequest {
  /** Ours alone: the idempotency key, and `metadata.voicebot_reference`. */
  reference: string;
  fromNumber: string;
  toNumber: string;
  agentId: string;
  dynamicVariables: Record<string, string>;
}

/** One row of the ledger: an attempt to place a call, written before the request leaves. */
export interface Call extends CallRequest {
  id: number;
  scheduledCallId: number | null;
  contactId: number | null;
  /** 1 for the first attempt of a scheduled call; 1 for a call made at once. */
  attempt: number;
  status: CallStatus;
  retellCallId: string | null;
  errorMessage: string | null;
  disconnectionReason: string | null;
  requestedAt: Date;
  /** When the same request last went out again, or was about to; null for one that has gone out once. */
  sentAgainAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
  updatedAt: Date;
}

/** What Retell says of a call that it placed. */
export interface CallReport {
  retellCallId: string;
  status: PlacedStatus;
  disconnectionReason: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
}
