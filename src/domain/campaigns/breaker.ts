import type { Disposition } from '../calls/outcomes/disposition.ts';

/** A call of a campaign, as far as the breaker depends on it. */
export interface BrokenCall {
  requestedAt: Date;
  disposition: Disposition | null;
}

/** What made the breaker pause a campaign: how many calls in how many failed on our side within two minutes. */
export interface FailuresAtOnce {
  failed: number;
  calls: number;
}

/** The time within which failures count together, ms. */
export const breakerWindow = 2 * 60_000;

/** The fewest calls from which anything follows. */
const fewest = 10;

/**
 * Returns the failures for which a campaign is paused: more than half of the calls within two minutes failed on our side, of ten at
 * least. Calls whose outcome is not known yet count among those that did not fail, so that the order of reports changes nothing.
 *
 * @param calls in order of time
 * @returns undefined if there are not enough
 */
export function failuresAtOnce(calls: readonly BrokenCall[]): FailuresAtOnce | undefined {
  let from = 0;
  let failed = 0;
  for (const [to, call] of calls.entries()) {
    failed += failedOnOurSide(call);
    const earliest = call.requestedAt.getTime() - breakerWindow;
    for (let first = calls[from]; first && first.requestedAt.getTime() < earliest; first = calls[++from])
      failed -= failedOnOurSide(first);
    const within = to - from + 1;
    if (within >= fewest && failed > within / 2) return { failed, calls: within };
  }
  return undefined;
}

function failedOnOurSide({ disposition }: BrokenCall): 0 | 1 {
  return disposition === 'our_side' ? 1 : 0;
}

/** Describes them, as the reason of the pause. */
export function describeFailures({ failed, calls }: FailuresAtOnce): string {
  return `${failed} of ${calls} calls within two minutes failed on our side`;
}
