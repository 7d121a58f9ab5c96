import { Problem } from '../../domain/problem.ts';
import type { Verdict } from '../ports/claim-store.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';

/** What the operator says became of a call: Retell's id of it, or that there was none. */
export type Finding = { placed: string } | 'not_placed';

export interface Resolving {
  store: Store;
  telephony: () => Promise<Telephony>;
  now: () => Date;
}

/**
 * Settles an attempt of unknown fate as the operator has found out. What Retell knows of a call that was placed is asked
 * for and recorded; one that was not has failed, and nobody's phone rings again unless the operator says so.
 *
 * @param callId the ledger's id
 * @throws Problem `fate_known`, `being_looked_into`, `retell_call_not_found`, or trouble with Retell
 */
export async function resolveCall(callId: number, finding: Finding, resolving: Resolving): Promise<void> {
  const verdict = await verdictOf(finding, resolving);
  const settled = await resolving.store.settleUnknown(callId, verdict, resolving.now());
  if (settled === 'known') {
    throw new Problem('refused', {
      code: 'fate_known',
      message: `What became of call ${callId} is known already.`,
      facts: { callId },
    });
  }
  if (settled === 'being_looked_into') {
    throw new Problem('try_again', {
      code: 'being_looked_into',
      message: `Another run is asking Retell about call ${callId} right now.`,
      hint: 'Look again in a minute; it may have settled it.',
    });
  }
}

async function verdictOf(finding: Finding, { telephony }: Resolving): Promise<Verdict> {
  if (finding === 'not_placed') return { kind: 'not_placed' };
  const [report] = await (await telephony()).reportsOf([finding.placed]);
  if (report) return { kind: 'placed', report };
  throw new Problem('not_found', {
    code: 'retell_call_not_found',
    message: `Retell has no call ${finding.placed}.`,
    hint: "Copy the id from Retell's dashboard; it begins with call_.",
  });
}
