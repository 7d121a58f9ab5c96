import type { Outage } from '../../../domain/calls/outages/outage.ts';
import { TelephonyProblem } from '../../ports/telephony-trouble.ts';

/** An outage that began earlier, because of which due calls are not placed. */
export class OutageProblem extends TelephonyProblem {
  readonly outage: Outage;

  /** @param now what stands in the way now, if that is known */
  constructor(outage: Outage, now?: TelephonyProblem) {
    super(outage.kind === 'account' ? 'account' : 'failing', messageOf(outage, now), { cause: now });
    this.outage = outage;
  }
}

function messageOf({ kind, reason, startedAt }: Outage, now: TelephonyProblem | undefined): string {
  const since = startedAt.toISOString();
  if (kind === 'account')
    return `Retell has not dialled calls since ${since} because of the account (${reason}), so one call goes first until it dials again`;
  const why = now ? ` (${now.message})` : '';
  return `Retell has not responded to calls since ${since}${why}, so no more are placed until it responds to one`;
}
