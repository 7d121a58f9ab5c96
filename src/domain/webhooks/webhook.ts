import type { CallIdentity } from '../calls/call-identity.ts';
import type { CallReport, Turn } from '../calls/outcomes/report.ts';

/** The events that Retell reports of a call. A call that did not connect has no `call_started`. */
export const webhookEvents = ['call_started', 'call_ended', 'call_analyzed'] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** A webhook of Retell's, as far as it can be read: what it reports, and of which call. */
export interface Webhook extends NamedAttempt {
  event: WebhookEvent;
  report: CallReport;
  /** What was said; undefined if it does not say. */
  transcript: Turn[] | undefined;
}

/** What a webhook says about which attempt it is about. */
export interface NamedAttempt extends CallIdentity {
  /** The identity of the database that the attempt is in; undefined if it does not say. */
  database: string | undefined;
}

/**
 * What has become of a webhook. `received` it is kept, and yet to be applied · `applied` · `set_aside` it is about no call that it could
 * be applied to · `unreadable` it says of which event or call it is in no known way · `failed` an error of voicebot's own kept it from
 * being applied.
 */
export const webhookStates = ['received', 'applied', 'set_aside', 'unreadable', 'failed'] as const;

export type WebhookState = (typeof webhookStates)[number];

/** The states of what was not applied, and never will be. */
export const asideStates = ['set_aside', 'unreadable', 'failed'] as const satisfies WebhookState[];

export type AsideState = (typeof asideStates)[number];

/**
 * Why a webhook is set aside. `unknown_call` no call of the database has its id or its reference · `another_call` it has the id of one
 * call and the reference of another · `another_database` the call was placed from another database · `another_account` it was
 * sent to another account at Retell · `record_unreadable` the record of the call cannot be read.
 */
export const asideReasons = [
  'unknown_call',
  'another_call',
  'another_database',
  'another_account',
  'record_unreadable',
] as const;

export type AsideReason = (typeof asideReasons)[number];

/**
 * For how long webhooks are remembered, ms, and how many that were not applied: the account's other applications may send as many as
 * they like.
 */
export const rememberedFor = 7 * 24 * 60 * 60_000;
export const rememberedAside = 1000;
