import type { Outage, OutageKind } from '../../../domain/calls/outages/outage.ts';
import { TelephonyProblem, type TroubleKind } from '../../ports/telephony-trouble.ts';

/** An outage that began earlier, because of which due calls are not placed. */
export class OutageProblem extends TelephonyProblem {
  readonly outage: Outage;

  /** @param now what stands in the way now, if that is known */
  constructor(outage: Outage, now?: TelephonyProblem) {
    super(troubles[outage.kind], messageOf(outage, now), { cause: now });
    this.outage = outage;
  }
}

const troubles: Record<OutageKind, TroubleKind> = {
  no_response: 'failing',
  account: 'account',
  throttled: 'throttled',
};

function messageOf({ kind, reason, startedAt, until }: Outage, now: TelephonyProblem | undefined): string {
  if (kind === 'throttled')
    return `Retell asked to wait until ${until?.toISOString()}, so no calls are placed before then`;
  const since = startedAt.toISOString();
  if (kind === 'account')
    return `Retell has not dialled calls since ${since} because of the account (${reason}), so one call goes first until it dials again`;
  const why = now ? ` (${now.message})` : '';
  return `Retell has not responded to calls since ${since}${why}, so no more are placed until it responds to one`;
}
