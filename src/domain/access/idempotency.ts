import type { CallStatus } from '../calls/call-status.ts';

/** A request that its client may repeat without having it carried out twice: it gives it a key of its own. */
export interface KeyedRequest {
  /** The token that it came with: keys are each token's own. */
  tokenId: number;
  key: string;
  /** Of this one arrival: a repetition has another. */
  id: string;
  /** A hash of what is asked for: method, path and body. */
  fingerprint: string;
}

/** An answer as it was sent. */
export interface Answer {
  /** Of HTTP. */
  status: number;
  contentType: string;
  body: string;
}

/**
 * What a request has done, and a repetition must not do again: it has scheduled calls, or made an attempt to place one. `isUnderWay`: a
 * process may still be placing it, or asking about it.
 */
export type Effect =
  | { kind: 'scheduled'; ids: number[] }
  | { kind: 'attempt'; callId: number; status: CallStatus; isUnderWay: boolean };

/** What is kept of a request. Its effect is written in the transaction that has it, its answer after that. */
export interface KeptRequest {
  /** The arrival that was carried out. */
  id: string;
  fingerprint: string;
  effect: Effect | null;
  answer: Answer | null;
}

/** For how long a key is kept, ms. */
export const keptFor = 24 * 60 * 60 * 1000;

/** The most keys that are kept. More in a day are refused: without an older one, a repeated request might ring a phone twice. */
export const mostKept = 250_000;

/**
 * How a request with a key is to be answered. `new`: it is carried out · `answered`: as before · `done`: by what it has done, for the
 * process that did it was stopped before it could answer · `under_way`: later · `other`: not at all, for its key is another request's.
 */
export type Repetition =
  | { kind: 'new' | 'under_way' | 'other' }
  | { kind: 'answered'; answer: Answer }
  | { kind: 'done'; effect: Effect; by: string };

/** Decides it, from what is kept under the key; undefined if nothing is. */
export function repetitionOf(
  kept: KeptRequest | undefined,
  { fingerprint }: Pick<KeyedRequest, 'fingerprint'>,
): Repetition {
  if (!kept) return { kind: 'new' };
  if (kept.fingerprint !== fingerprint) return { kind: 'other' };
  const { effect, answer, id: by } = kept;
  if (answer) return { kind: 'answered', answer };
  if (!effect) return { kind: 'new' };
  if (effect.kind === 'attempt' && effect.isUnderWay) return { kind: 'under_way' };
  return { kind: 'done', effect, by };
}

/** Statuses of HTTP of requests about which nothing was decided: they could not be read, came too often, or from nobody who may. */
const undecided: ReadonlySet<number> = new Set([400, 401, 403, 408, 413, 415, 425, 429]);

/**
 * Returns whether an answer stands for a day. One that the server could not give (5xx) does not, nor one about a call of which it is not
 * known whether the phone rang: the ledger will tell.
 */
export function isLasting({ status }: Pick<Answer, 'status'>, effect: Effect | null): boolean {
  if (status >= 500 || undecided.has(status)) return false;
  return effect?.kind !== 'attempt' || (effect.status !== 'placing' && effect.status !== 'unknown');
}

/** The longest key, in characters. */
const longestKey = 255;

/**
 * Reads the key in a header, in quotes as the draft of the IETF has it (a string of RFC 9651), or without, as most clients send it.
 *
 * @returns undefined if it is none
 */
export function readIdempotencyKey(text: string): string | undefined {
  const trimmed = text.trim();
  const [, quoted] = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(trimmed) ?? [];
  const key = quoted === undefined ? bareKey(trimmed) : quoted.replace(/\\(.)/g, '$1');
  return key && key.length <= longestKey ? key : undefined;
}

/** Anything but a blank, a quote or a comma: those come from two headers that were joined. */
function bareKey(text: string): string | undefined {
  return /^[!#-+\--~]+$/.test(text) ? text : undefined;
}
