import type Retell from 'retell-sdk';
import type { FoundCall } from '../../operations/ports/telephony.ts';
import { failureOf } from './failures.ts';
import { identityOf, parseCall, reportOf } from './responses.ts';

/** Asks Retell for the call with this id. @returns undefined if the account has none */
export async function findCall(
  client: Retell,
  retellCallId: string,
  options: Retell.RequestOptions,
): Promise<FoundCall | undefined> {
  try {
    const call = parseCall(await client.call.retrieve(retellCallId, options));
    return call?.call_id === retellCallId
      ? { report: reportOf(call, 'registered'), ...identityOf(call) }
      : undefined;
  } catch (error) {
    if (failureOf(error, client.baseURL).kind === 'refused') return undefined;
    throw error;
  }
}
