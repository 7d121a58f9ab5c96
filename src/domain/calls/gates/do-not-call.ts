import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

/** Refuses a call to a contact, or to a number, that is marked do-not-call. */
export const doNotCall: Gate = {
  name: 'do_not_call',
  rule: () => ({ text: 'nobody is called who is marked do-not-call', source: promise }),
  decide,
};

function decide({ contact, toNumber, numberMarkedAt }: CallFacts): Verdict {
  if (contact?.doNotCallAt) return refuse(contact.name || contact.phoneNumber);
  return numberMarkedAt ? refuse(toNumber) : mayPlace;
}

function refuse(who: string): Verdict {
  return {
    kind: 'refuse',
    code: 'do_not_call',
    reason: `${who} must not be called: marked do-not-call`,
  };
}
