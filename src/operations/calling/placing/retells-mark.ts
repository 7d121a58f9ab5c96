import { Problem } from '../../../domain/problem.ts';
import type { PlaceResult, Telephony } from '../../ports/telephony.ts';

/**
 * What became of a request. `marked`: Retell refused the call because its own contact of the number is marked do-not-call ·
 * `overslept`: nothing was sent.
 */
export type SendResult = PlaceResult | { kind: 'marked' } | { kind: 'overslept' };

/**
 * Returns whether a refusal is only because of such a mark. Retell is asked for the contact, since the words of a refusal may change. If
 * it cannot be asked, the refusal is one like any other.
 */
export async function asMarked(
  result: PlaceResult,
  toNumber: string,
  telephony: Pick<Telephony, 'isMarked'>,
): Promise<SendResult> {
  if (result.kind !== 'refused' || !result.mayBeMarked) return result;
  const isMarked = await telephony.isMarked(toNumber).catch((error: unknown) => {
    if (error instanceof Problem) return false;
    throw error;
  });
  return isMarked ? { kind: 'marked' } : result;
}
