import { type CallFacts, mayPlace, type Verdict } from './gate.ts';

/** Refuses a call to a contact who is marked do-not-call. */
export function doNotCall({ contact }: CallFacts): Verdict {
  if (!contact?.doNotCallAt) return mayPlace;
  const who = contact.name || contact.phoneNumber;
  return {
    kind: 'refuse',
    code: 'do_not_call',
    reason: `${who} must not be called: marked do-not-call`,
  };
}
