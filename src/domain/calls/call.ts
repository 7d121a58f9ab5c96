import type { CallStatus } from './call-status.ts';
import type { AnsweredBy, Disposition } from './outcomes/disposition.ts';
import type { ReportedFacts } from './outcomes/report.ts';
import type { WaitsFor } from './scheduled-call.ts';

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
export interface Call extends CallRequest, ReportedFacts {
  id: number;
  scheduledCallId: number | null;
  contactId: number | null;
  /** The campaign of its scheduled call; null if it has none. */
  campaignId: number | null;
  /** From 1, for each scheduled call; 1 for an immediate call. */
  attempt: number;
  status: CallStatus;
  retellCallId: string | null;
  errorMessage: string | null;
  /** Who is to confirm an unconfirmed call: Retell, which will be asked again, or the operator. Null for any other call. */
  waitsFor: Extract<WaitsFor, 'retell' | 'operator'> | null;
  /** Null while its request may be sent again. */
  heldBecause: HeldBecause | null;
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
  /** What came of it; null while that is not known. */
  disposition: Disposition | null;
  /** Null if nobody did, or that is not known. */
  answeredBy: AnsweredBy | null;
  /** When its transcript was fetched, even an empty one; null if it was not. */
  transcribedAt: Date | null;
  /** When a webhook about it last came; null if none did. */
  webhookAt: Date | null;
  /** When what was kept of its person was deleted; null if it was not. */
  purgedAt: Date | null;
  updatedAt: Date;
}

/** What is read of a call that is or may be ringing or in progress: enough to find out how it stands. */
export type LiveCall = Pick<
  Call,
  'id' | 'status' | 'reference' | 'retellCallId' | 'requestedAt' | 'sentAgainAt'
>;

/**
 * What may change in an attempt after its request was sent. `nextCheckAt` is when to ask Retell about it next; null for never. Its
 * scheduled call can only be detached.
 */
export type CallChange = Partial<
  Pick<
    Call,
    | ('scheduledCallId' | 'status' | 'retellCallId' | 'errorMessage' | 'waitsFor' | 'heldBecause')
    | ('alsoPlacedAs' | 'didNotRing' | 'disposition' | 'answeredBy' | 'transcribedAt' | 'webhookAt')
    | keyof ReportedFacts
  >
> & { nextCheckAt?: Date | null };
