import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { SuppressionStore, Unsuppressed } from '../ports/brakes/suppression-store.ts';

/**
 * Checks that at least one of these is on the do-not-call list, before the operator is asked.
 *
 * @throws Problem `not_listed`
 */
export async function requireListed(
  store: Pick<SuppressionStore, 'suppressions' | 'suppressionOf'>,
  phoneNumbers: readonly string[],
): Promise<void> {
  if ((await store.suppressions(phoneNumbers)).length === 0) throw await notListed(store, phoneNumbers);
}

/**
 * Takes numbers off the do-not-call list: they may be called again, unless another entry covers them.
 *
 * @throws Problem `not_listed` if none was on it
 */
export async function unsuppressNumbers(
  store: Pick<SuppressionStore, 'unsuppress' | 'suppressionOf'>,
  phoneNumbers: readonly string[],
  clock: Pick<Clock, 'now'>,
): Promise<Unsuppressed> {
  const result = await store.unsuppress([...new Set(phoneNumbers)], clock.now());
  if (result.removed.length === 0) throw await notListed(store, phoneNumbers);
  return result;
}

async function notListed(
  store: Pick<SuppressionStore, 'suppressionOf'>,
  phoneNumbers: readonly string[],
): Promise<Problem> {
  const [first = '', ...more] = phoneNumbers;
  const covering = await store.suppressionOf(first);
  const others =
    more.length > 0 ? `, nor ${more.length === 1 ? 'is the other' : `are the ${more.length} others`}` : '';
  return new Problem('not_found', {
    code: 'not_listed',
    message: covering
      ? `${first} is on the do-not-call list only as ${covering.phoneNumber}${others}.`
      : `${first} is not on the do-not-call list${others}.`,
    facts: { ...(covering ? { by: covering.phoneNumber } : {}) },
  });
}
