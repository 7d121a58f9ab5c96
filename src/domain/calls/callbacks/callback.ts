import type { ClockKind } from '../../contacts/location/callee-clock.ts';
import { fieldsOf } from '../outcomes/analysis-field.ts';

/**
 * `scheduled`: a call is scheduled for it · `operator`: it waits for the operator · `done`: the operator has settled it ·
 * `withdrawn`: it was corrected, or the person must not be called.
 */
export const callbackStates = ['scheduled', 'operator', 'done', 'withdrawn'] as const;

export type CallbackState = (typeof callbackStates)[number];

/**
 * Why a callback is not scheduled. `no_time`: only words were said · `unreadable`: the time is not a wall time without a zone ·
 * `skipped`, `twice`: the clocks skip that time, or show it twice · `past`, `far`: it is over, or months away · `forbidden`: outside the
 * call times · `no_zone`: it is not known which of several clocks was meant · `no_contact`: the contact has been removed, or its number
 * is another by now · `cancelled`: its campaign was cancelled · `do_not_call`: the number must not be called.
 */
export const callbackTroubles = [
  ...(['no_time', 'unreadable', 'skipped', 'twice', 'past', 'far', 'forbidden'] as const),
  ...(['no_zone', 'no_contact', 'cancelled', 'do_not_call'] as const),
] as const;

export type CallbackTrouble = (typeof callbackTroubles)[number];

/** A request that the operator has to decide about, and why. */
export type CallbackLeft = Pick<Callback, 'words' | 'askedFor'> & { trouble: CallbackTrouble };

/** That a person asked to be called back, and when: what a call's analysis says, taken as it is. */
export interface CallbackRequest {
  /** The person's words; null if they are not told. */
  words: string | null;
  /** The time, as it is written; null if none is. */
  askedFor: string | null;
}

/** A callback, as it is kept: at most one for each call. */
export interface Callback extends CallbackRequest {
  id: number;
  /** The call in which it was asked for. */
  callId: number;
  state: CallbackState;
  trouble: CallbackTrouble | null;
  /** When it is due; null if that is not known. */
  at: Date | null;
  /** The zone in which its time was read, and whose that is; null if none was. */
  zone: string | null;
  clock: ClockKind | null;
  createdAt: Date;
  updatedAt: Date;
}

const longest = 500;

/** Reads a request to be called back from the custom analysis of a call: `callback_text` and `callback_at`. */
export function readCallback(
  analysis: Readonly<Record<string, unknown>> | null,
): CallbackRequest | undefined {
  const words = fieldsOf(analysis, 'callback_text')[0]?.slice(0, longest) ?? null;
  const askedFor = fieldsOf(analysis, 'callback_at')[0]?.slice(0, longest) ?? null;
  return words === null && askedFor === null ? undefined : { words, askedFor };
}

/**
 * Returns what a report does to the callback of its call: `none`: there is none · `keep`: it stays, as the operator has settled it, the person
 * was called back, or the request is the same · `withdraw` · `plan`: it is new, or another time.
 *
 * @param request what the analysis says by now
 * @param isListed whether the number must not be called, which comes first
 */
export function afterRequest(
  kept: (CallbackRequest & Pick<Callback, 'state'> & { isPlaced: boolean }) | undefined,
  request: CallbackRequest | undefined,
  isListed: boolean,
): 'none' | 'keep' | 'withdraw' | 'plan' {
  if (!kept && !request) return 'none';
  if (kept?.state === 'done' || kept?.isPlaced) return 'keep';
  if (!request || isListed) return 'withdraw';
  return kept && kept.state !== 'withdrawn' && isSame(kept, request) ? 'keep' : 'plan';
}

function isSame(one: CallbackRequest, other: CallbackRequest): boolean {
  return one.words === other.words && one.askedFor === other.askedFor;
}
