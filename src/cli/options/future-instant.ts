import type { Context } from '../context.ts';

/**
 * The instant that the operator means with `--at`, in the operator's zone.
 *
 * @throws Problem `invalid_time`, `nonexistent_time`, `ambiguous_time`, or `time_in_past`
 */
export async function futureInstant(context: Context, text: string): Promise<Date> {
  const { parseWhen } = await import('../../domain/time/when.ts');
  const instant = parseWhen(text, { now: context.clock().now(), zone: context.settings.timezone });
  await refusePast(context, instant, text);
  return instant;
}

/** @throws Problem `time_in_past` */
export async function refusePast({ settings, clock }: Context, instant: Date, text: string): Promise<void> {
  const { requireFuture } = await import('../../domain/time/when.ts');
  const { timezone: zone, locale } = settings;
  requireFuture(instant, { now: clock().now(), zone, locale, text });
}
