import { parseWhen, requireFuture } from '../../domain/time/when.ts';
import type { Context } from '../context.ts';

/**
 * Parses the instant after `--at`, in the operator's time zone.
 *
 * @throws Problem `invalid_time`, `nonexistent_time`, `ambiguous_time`, or `time_in_past`
 */
export function parseFutureInstant({ settings, clock }: Context, text: string): Date {
  const { timezone: zone, locale } = settings;
  const now = clock().now();
  const instant = parseWhen(text, { now, zone });
  requireFuture(instant, { now, zone, locale, text });
  return instant;
}
