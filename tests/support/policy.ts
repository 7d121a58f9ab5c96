import type { CallPolicy } from '../../src/domain/calls/gates/policy.ts';

/** The rules of an operator who has set none. */
export const noRules: CallPolicy = {
  assumedTimezone: undefined,
  maxCallsPerDay: undefined,
  maxLateness: 12 * 3_600_000,
  requireWash: undefined,
};
