import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

/** Refuses a call to a number that is no longer the contact's, or to another person than it was scheduled for. */
export const callee: Gate = {
  name: 'callee',
  rule: () => ({ text: 'only the person for whom a call was meant is called', source: promise }),
  decide,
};

function decide({ contact, toNumber, personSince, due }: CallFacts): Verdict {
  if (!contact) return refuse('contact_not_found', 'the contact has been removed');
  if (due?.plannedAt && personSince && due.plannedAt < personSince)
    return refuse(
      'new_person',
      `the number has gone to another person since, ${contact.name || 'whose name is not known'}`,
    );
  if (contact.phoneNumber === toNumber) return mayPlace;
  return refuse('number_changed', `the contact's number is now ${contact.phoneNumber}`);
}

function refuse(code: string, reason: string): Verdict {
  return { kind: 'refuse', code, reason };
}
