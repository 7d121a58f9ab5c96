import type { ScheduledCallDraft } from '../../../../domain/calls/scheduled-call.ts';
import type { Pace } from '../../../../domain/calls/scheduling/plan.ts';
import { Problem } from '../../../../domain/problem.ts';
import { parseWallTime } from '../../../../domain/time/when.ts';
import { readExceptions } from '../../../../session/exceptions.ts';
import type { Context } from '../../../context.ts';
import { parseFutureInstant } from '../../../options/future-instant.ts';

/** Reads when the calls of a plan go out: `local` on each callee's own clock. @throws Problem for a time that cannot be used */
export function readPace(
  context: Context,
  at: string,
  { every, local }: { every: number; local?: boolean | undefined },
): Pace {
  const { timezone: zone } = context.settings;
  if (!local) return { first: parseFutureInstant(context, at), every, zone };
  const now = context.clock().now();
  return { first: now, every, zone, local: parseWallTime(at, { now, zone }) };
}

/** Reads the options that replace or override rules. @throws Problem of kind `usage` */
export function readRules(
  context: Context,
  options: {
    notAfter?: string | undefined;
    callTimes?: string | undefined;
    outsideHours?: string | undefined;
    allowRepeat?: string | undefined;
  },
  first: Date,
): Pick<ScheduledCallDraft, 'notAfter' | 'callTimes' | 'outsideHours' | 'allowRepeat'> {
  const notAfter = options.notAfter === undefined ? null : parseFutureInstant(context, options.notAfter);
  if (notAfter && notAfter <= first) {
    throw new Problem('usage', {
      code: 'not_after_too_early',
      message: `--not-after ${options.notAfter} is not after the first call.`,
      hint: 'Give a time after --at.',
    });
  }
  return {
    notAfter,
    ...readExceptions(options),
  };
}
