import type { Reader } from '../../time/time-display.ts';
import type { Call } from '../call.ts';
import { clockVariables } from './variables.ts';

/** The variables that must still be right when a phone rings. The minute may be a little off. */
const noticed = ['current_date', 'current_day', 'greeting'] as const;

/**
 * Returns whether an agent would tell a wrong date or greeting, if the request of this call were sent again: it never changes, for
 * Retell honours its key only for the same request. A value that the operator chose is never wrong.
 *
 * @param reader the zone and locale of its variables
 */
export function isOutOfDate(
  { dynamicVariables, requestedAt }: Pick<Call, 'dynamicVariables' | 'requestedAt'>,
  now: Date,
  reader: Reader,
): boolean {
  const then = clockVariables(requestedAt, reader);
  const current = clockVariables(now, reader);
  return noticed.some((name) => dynamicVariables[name] === then[name] && then[name] !== current[name]);
}
