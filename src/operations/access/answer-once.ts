import {
  type Answer,
  type Effect,
  isLasting,
  type KeyedRequest,
  repetitionOf,
} from '../../domain/access/idempotency.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { KeptRequestStore } from '../ports/access/kept-request-store.ts';
import { RepeatedRequest } from './repeated-request.ts';

/** How a request is carried out, and how it is answered if that was done before. */
export interface Answering {
  /** Does what is asked for, with steps that are given the request to keep. @throws RepeatedRequest */
  carryOut: () => Promise<Answer>;
  /** Answers by what an earlier request with this key has done. It does nothing itself. */
  fromEffect: (effect: Effect) => Promise<Answer>;
}

/** The answer to a request with a key. `under_way`: it is being carried out, so it may be repeated soon · `other`: its key is another request's. */
export type OnceAnswered =
  | { kind: 'answer'; answer: Answer; isRepeated: boolean }
  | { kind: 'under_way' | 'other' };

/**
 * Carries out a request with a key at most once. It may be stopped at any moment, and other processes may be given the same request at the same
 * time: what the request does is kept under its key in the transaction that does it.
 */
export async function answerOnce(
  request: KeyedRequest,
  { carryOut, fromEffect }: Answering,
  { store, clock }: { store: KeptRequestStore; clock: Pick<Clock, 'now'> },
): Promise<OnceAnswered> {
  let wasTried = false;
  // Further looks find what another arrival has done since the first.
  for (let look = 1; look <= mostLooks; look++) {
    const repetition = repetitionOf(await store.keptRequest(request, clock.now()), request);
    switch (repetition.kind) {
      case 'under_way':
      case 'other':
        return { kind: repetition.kind };
      case 'answered':
        return { kind: 'answer', answer: repetition.answer, isRepeated: true };
      case 'done': {
        const answer = await fromEffect(repetition.effect);
        await keep(store, { ...request, id: repetition.by }, answer, clock.now());
        return { kind: 'answer', answer, isRepeated: true };
      }
      case 'new': {
        // What another arrival had begun was not sent after all, so the next one may.
        if (wasTried) return { kind: 'under_way' };
        wasTried = true;
        const answer = await carryOut().catch(ifRepeated);
        if (answer && (await keep(store, request, answer, clock.now())) === 'kept')
          return { kind: 'answer', answer, isRepeated: false };
      }
    }
  }
  return { kind: 'under_way' };
}

/** How often to look for what was done under a key. */
const mostLooks = 3;

function ifRepeated(error: unknown): undefined {
  if (!(error instanceof RepeatedRequest)) throw error;
}

/** Keeps an answer. If that fails, a repetition is answered by what was done. */
async function keep(
  store: KeptRequestStore,
  request: KeyedRequest,
  answer: Answer,
  now: Date,
): Promise<'kept' | 'repeated'> {
  if (!isLasting(answer, null)) return 'kept';
  try {
    return await store.keepAnswer(request, answer, now);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return 'kept';
  }
}
