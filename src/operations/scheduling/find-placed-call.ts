import type { Call } from '../../domain/calls/call.ts';
import { isAnotherCall } from '../../domain/calls/call-identity.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import { Problem } from '../../domain/problem.ts';
import { type AccountConnection, RunAccount } from '../accounts/run-account.ts';

/**
 * Looks up at Retell the call that the operator says an attempt became.
 *
 * @throws Problem `retell_call_not_found`; `another_call` if Retell says that it is not this attempt's; `other_account` if only the
 *   account that the attempt was sent to can say so; or trouble with Retell
 */
export async function findPlacedCall(
  call: Call,
  retellCallId: string,
  connection: AccountConnection,
): Promise<CallReport> {
  const found = await (await connection.telephony()).findCall(retellCallId);
  if (found && isAnotherCall(call, found)) throw anotherCall(call, retellCallId);
  // Its reference proves that the accounts are the same.
  if (found?.reference !== undefined) return found.report;
  if (!(await new RunAccount(connection).owns(call))) throw otherAccount(call);
  if (found) return found.report;
  throw new Problem('not_found', {
    code: 'retell_call_not_found',
    message: `Retell has no call ${retellCallId}.`,
    hint: "Copy the id from Retell's dashboard; it begins with call_.",
  });
}

function anotherCall({ id, toNumber }: Call, retellCallId: string): Problem {
  return new Problem('refused', {
    code: 'another_call',
    message: `${retellCallId} is not call ${id} to ${toNumber}, but another call.`,
  });
}

function otherAccount({ id, accountId }: Call): Problem {
  return new Problem('refused', {
    code: 'other_account',
    message: `Call ${id} was sent to another account at Retell, which this key cannot see.`,
    facts: { account: accountId ?? '' },
  });
}
