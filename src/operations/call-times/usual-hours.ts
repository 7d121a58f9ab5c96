import { doCallTimesHold, verdictOfCallTimes } from '../../domain/calls/gates/call-times.ts';
import type { CallExceptions } from '../../domain/calls/gates/policy.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { locationOf } from '../../domain/contacts/location/location.ts';
import type { Calling } from '../calling/calling.ts';

/**
 * Returns why people are not usually called at this hour, where the operator has set no call times and is only asked or warned.
 *
 * @returns undefined if they are, if call times hold (a gate decides then), or if the operator has given a reason
 */
export async function outsideUsualHours(
  contact: Contact,
  exceptions: CallExceptions,
  { store, clock, policy }: Pick<Calling, 'store' | 'clock' | 'policy'>,
): Promise<string | undefined> {
  if (exceptions.outsideHours !== null || doCallTimesHold({ policy, exceptions })) return undefined;
  const at = clock.now();
  const { phoneNumber: toNumber } = contact;
  const verdict = verdictOfCallTimes({
    ...(await store.callFacts(contact.id, at)),
    at,
    toNumber,
    simulated: null,
    due: null,
    policy,
    exceptions,
    location: locationOf(contact, policy.assumedTimezone),
  });
  return verdict.kind === 'place' ? undefined : verdict.reason;
}
