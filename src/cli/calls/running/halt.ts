import { haltCalling, resumeCalling } from '../../../operations/calling/halts/halt-calling.ts';
import { haltView } from '../../../views/halt.ts';
import type { Context } from '../../context.ts';
import { paint, styled } from '../../terminal/styled-text.ts';

/** `halt`: stops every placement at once. */
export async function halt(
  { store, clock, output }: Context,
  { reason }: { reason?: string | undefined },
): Promise<void> {
  const standing = await haltCalling(await store(), reason?.trim() || null, clock());
  output.result(haltView(standing), () => {
    const why = standing.reason ? ` (${standing.reason})` : '';
    const since = output.show.time(standing.since);
    return [
      styled`${paint.green('✓')} Calling is halted since ${since}${why}: no run places a call.`,
      paint.dim(`Calls already placed go on. To go on calling: ${output.show.advice('voicebot resume')}`),
    ];
  });
}

/** `resume`: lifts the halt. */
export async function resume({ store, clock, output, settings }: Context): Promise<void> {
  const resumed = await resumeCalling(await store(), { spacing: settings.interval, clock: clock() });
  const overdue = resumed?.overdue ?? 0;
  output.result({ ...haltView(undefined), wasHalted: resumed !== undefined, overdue }, () => {
    if (!resumed) return 'Calling was not halted.';
    const calls = overdue === 1 ? '1 overdue call is' : `${overdue} overdue calls are`;
    const later = overdue > 0 ? `: ${calls} placed from now on, as far apart as planned` : '';
    return styled`${paint.green('✓')} Calling goes on${later}.`;
  });
}
