import { describeSuppression } from '../../../contacts/suppression/suppression.ts';
import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from '../gate.ts';

/** Refuses a call to a contact, or to a number, that is marked do-not-call. */
export const doNotCall: Gate = {
  name: 'do_not_call',
  rule: () => ({ text: 'nobody is called who is on the do-not-call list', source: promise }),
  decide,
  because: ({ toNumber }) => ({ reason: `${toNumber} is not on the list` }),
};

function decide({ contact, toNumber, suppression }: CallFacts): Verdict {
  const why = suppression ? describeSuppression(suppression, toNumber) : 'marked do-not-call';
  if (contact?.doNotCallAt) return refuse(contact.name || contact.phoneNumber, why);
  return suppression ? refuse(toNumber, why) : mayPlace;
}

function refuse(who: string, why: string): Verdict {
  return {
    kind: 'refuse',
    code: 'do_not_call',
    reason: `${who} must not be called: ${why}`,
  };
}
