import type { Answer, KeptRequest, KeyedRequest } from '../../../domain/access/idempotency.ts';

/**
 * Requests that their clients may repeat, by their keys. What a request does is kept by the step that does it (`scheduleCalls`, `claimNew`),
 * in its transaction.
 */
export interface KeptRequestStore {
  /** Returns what is kept under a key; undefined if nothing is, or it is older than a day. */
  keptRequest(request: KeyedRequest, now: Date): Promise<KeptRequest | undefined>;
  /**
   * Keeps an answer, if it is one that lasts and there is none yet.
   *
   * @returns `repeated` if another arrival of the same request was carried out meanwhile: the answer is not about that
   * @throws Problem `too_many_keys`
   */
  keepAnswer(request: KeyedRequest, answer: Answer, now: Date): Promise<'kept' | 'repeated'>;
}
