import type { Halt } from '../domain/calls/halts/halt.ts';

/** Returns whether calling is halted, as JSON shows it. */
export function haltView(halt: Halt | undefined): Record<string, unknown> {
  return { halted: halt !== undefined, reason: halt?.reason ?? null, since: halt?.since ?? null };
}
