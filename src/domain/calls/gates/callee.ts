import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

/** Refuses a call to a number that is no longer the contact's: another person may have it now. */
export const callee: Gate = {
  name: 'callee',
  rule: () => ({ text: "only the contact's present number is called", source: promise }),
  decide,
};

function decide({ contact, toNumber }: CallFacts): Verdict {
  if (!contact) return refuse('contact_not_found', 'the contact has been removed');
  if (contact.phoneNumber === toNumber) return mayPlace;
  return refuse('number_changed', `the contact's number is now ${contact.phoneNumber}`);
}

function refuse(code: string, reason: string): Verdict {
  return { kind: 'refuse', code, reason };
}
