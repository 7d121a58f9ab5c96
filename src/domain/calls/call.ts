import type { WaitsFor } from './scheduled-call.ts';

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

/**
 * Why the request of an unconfirmed call is not sent again: `hold` the setting says so · `made_at_once` the call was not scheduled,
 * so it is up to the operator to repeat it · `refused_again` Retell refused the second request, which says nothing about the
 * first · `key_expired` Retell no longer honours its key · `forbidden` a gate now forbids the call · `other_account` it was sent to
 * another account at Retell, and only that one knows it · `restored` its database was restored from a copy, so another attempt may have
 * been made since · `out_of_date` its variables would now tell a wrong date or greeting.
 */
export const heldReasons = [
  'hold',
  'made_at_once',
  'refused_again',
  'key_expired',
  'forbidden',
  'other_account',
  'restored',
  'out_of_date',
] as const;

export type HeldBecause = (typeof heldReasons)[number];

/** What people are told about it, after the reason why the call is unconfirmed; empty if that says it all. */
export const describeHeld: Readonly<Record<HeldBecause, string>> = {
  hold: '',
  made_at_once: '',
  refused_again: '',
  key_expired: '',
  forbidden: '',
  other_account: 'it was sent to another account at Retell',
  restored: 'the database was restored from a copy, and another attempt may have been made since',
  out_of_date: 'its agent would tell a wrong date or greeting by now',
};

/** A request to Retell, exactly as it is sent; if it has to be sent again, it is unchanged. */
export interface CallRequest {
  /** Our own id: sent as the idempotency key and as `metadata.voicebot_reference`. */
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
  /** From 1, for each scheduled call; 1 for an immediate call. */
  attempt: number;
  status: CallStatus;
  retellCallId: string | null;
  errorMessage: string | null;
  /** Who is to confirm an unconfirmed call: Retell, which will be asked again, or the operator. Null for any other call. */
  waitsFor: Extract<WaitsFor, 'retell' | 'operator'> | null;
  /** Null while its request may be sent again. */
  heldBecause: HeldBecause | null;
  disconnectionReason: string | null;
  requestedAt: Date;
  /** When the request was last sent again, or was about to be; null if it was sent only once. */
  sentAgainAt: Date | null;
  /** How many times the request was sent, or was about to be. */
  sends: number;
  /** Retell's id of a second call under the same reference, whose phone may have rung too; null if it lists none. */
  alsoPlacedAs: string | null;
  /** Whether Retell did not dial, for a reason of our side: the scheduled call goes on without it. */
  didNotRing: boolean;
  /** The account at Retell that it was sent to; null if it was made by an older voicebot, which did not record it. */
  accountId: number | null;
  /** The zone and locale in which its variables tell times; null if it was made by an older voicebot. */
  timezone: string | null;
  locale: string | null;
  /** The call times chosen for it, and the reasons given for going beyond the rules; null if there are none. */
  callTimes: string | null;
  outsideHours: string | null;
  allowRepeat: string | null;
  /** The zones in which its time had to be allowed, with commas, and what they were found by; null if call times were not asked. */
  zones: string | null;
  zonesFrom: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
  updatedAt: Date;
}

/** The statuses of a call that is or may be ringing or in progress. */
export const liveStatuses = ['placing', 'unknown', 'registered', 'ongoing'] as const;

/** What is read of a call in one of those statuses: enough to find out how it stands. */
export type LiveCall = Pick<
  Call,
  'id' | 'status' | 'reference' | 'retellCallId' | 'requestedAt' | 'sentAgainAt'
>;

/** Retell's report on a call that it placed. */
export interface CallReport {
  retellCallId: string;
  status: PlacedStatus;
  disconnectionReason: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
  /** Retell's id of a second call under the same reference, if it lists one. */
  alsoPlacedAs?: string;
}

/**
 * What may change in an attempt after its request was sent. `nextCheckAt` is when to ask Retell about it next; null for never. Its
 * scheduled call can only be detached.
 */
export type CallChange = Partial<
  Pick<
    Call,
    | ('scheduledCallId' | 'status' | 'retellCallId' | 'errorMessage' | 'waitsFor' | 'heldBecause')
    | ('disconnectionReason' | 'startedAt' | 'endedAt' | 'durationMs' | 'alsoPlacedAs' | 'didNotRing')
  >
> & { nextCheckAt?: Date | null };
