import type Retell from 'retell-sdk';
import type { CallDetails, FoundCall } from '../../../operations/ports/telephony.ts';
import { failureOf } from '../failures.ts';
import { type Asking, identityOf, parseCall, type RetellCall, reportOf } from './call-object.ts';
import { transcriptOf } from './transcript.ts';

/** Asks Retell for the call with this id. @returns undefined if the account has none */
export async function findCall(
  client: Retell,
  retellCallId: string,
  { observedAt, ...options }: Asking,
): Promise<FoundCall | undefined> {
  const call = await retrieve(client, retellCallId, options);
  return call && { report: reportOf(call, observedAt), ...identityOf(call) };
}

/** Asks Retell for a call with what was said in it. @returns undefined if the account has no such call */
export async function callDetails(
  client: Retell,
  retellCallId: string,
  { observedAt, ...options }: Asking,
): Promise<CallDetails | undefined> {
  const call = await retrieve(client, retellCallId, options);
  return call && { report: reportOf(call, observedAt), transcript: transcriptOf(call.answer) };
}

async function retrieve(
  client: Retell,
  retellCallId: string,
  options: Retell.RequestOptions,
): Promise<RetellCall | undefined> {
  try {
    const call = parseCall(await client.call.retrieve(retellCallId, options));
    return call?.call_id === retellCallId ? call : undefined;
  } catch (error) {
    if (failureOf(error, client.baseURL).kind === 'refused') return undefined;
    throw error;
  }
}
