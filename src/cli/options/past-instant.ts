import { parsePast } from '../../domain/time/past.ts';
import type { Context } from '../context.ts';

/**
 * Parses an instant of which records are asked for, in the operator's time zone: `7d`, `yesterday`, `2026-11-01`, and what `--at` takes.
 *
 * @param end whether a day stands for its end, as for `--until`
 * @throws Problem `invalid_time`, `nonexistent_time`, `ambiguous_time`
 */
export function parsePastInstant({ settings, clock }: Context, text: string, end = false): Date {
  return parsePast(text, { now: clock().now(), zone: settings.timezone, end });
}
