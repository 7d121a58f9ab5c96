import type { WaitsFor } from './scheduled-call.ts';

/**
 * How an attempt stands. The first three are voicebot's own: `placing` the request is under way · `unknown` it is not known whether
 * the phone rang · `not_placed` certainly no call. The rest are Retell's `call_status` of a call that was placed.
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

/** The statuses that Retell gives a call. */
export const placedStatuses = ['registered', 'ongoing', 'ended', 'not_connected', 'error'] as const;

export type PlacedStatus = (typeof placedStatuses)[number];

/** Returns whether Retell may still change how this call stands. */
export function isOpen(status: CallStatus): boolean {
  return status === 'registered' || status === 'ongoing';
}

/**
 * Why the request of an unconfirmed call is not sent again: `hold` the setting says so · `made_at_once` nobody scheduled it, so it
 * is the operator's to repeat · `refused_again` Retell refused it when it was sent again, which says nothing about the first
 * time · `key_expired` Retell honours its key no longer · `forbidden` a gate forbids the call now.
 */
export const heldReasons = ['hold', 'made_at_once', 'refused_again', 'key_expired', 'forbidden'] as const;

export type HeldBecause = (typeof heldReasons)[number];

/** What is asked of Retell, exactly as it is sent; the same again if it must be sent again. */
export interface CallRequest {
  /** Our own: the idempotency key, and `metadata.voicebot_reference`. */
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
  /** Who is to confirm an unconfirmed call: Retell will be asked again, or it is left to the operator. Null for any other. */
  waitsFor: Extract<WaitsFor, 'retell' | 'operator'> | null;
  /** Null while its request may be sent again. */
  heldBecause: HeldBecause | null;
  disconnectionReason: string | null;
  requestedAt: Date;
  /** When the same request was last sent again, or was about to be; null if it was sent once. */
  sentAgainAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
  updatedAt: Date;
}

/** What Retell reports of a call that it placed. */
export interface CallReport {
  retellCallId: string;
  status: PlacedStatus;
  disconnectionReason: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
}

/** What an event changes in an attempt. `nextCheckAt` is when to ask Retell about it next; null for never. */
export type CallChange = Partial<Omit<Call, 'id' | 'reference'>> & { nextCheckAt?: Date | null };
