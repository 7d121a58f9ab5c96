import { readDuration } from '../../domain/time/duration.ts';
import { parseWhen } from '../../domain/time/when.ts';
import type { Context } from '../context.ts';

/**
 * Parses an instant in the past: how long ago (`7d`), or a time in the operator's time zone.
 *
 * @throws Problem `invalid_time`, `nonexistent_time`, `ambiguous_time`
 */
export function parsePastInstant({ settings, clock }: Context, text: string): Date {
  const now = clock().now();
  const ago = readDuration(text);
  return ago === undefined
    ? parseWhen(text, { now, zone: settings.timezone })
    : new Date(now.getTime() - ago);
}
