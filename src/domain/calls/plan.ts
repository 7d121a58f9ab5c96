/** When to place each of a series of calls. */
export interface CallPlan<T> {
  calls: { contact: T; at: Date }[];
  first: Date;
  last: Date;
}

/** Returns when the call with this index in a plan is placed. @param every ms between two calls */
export function timeOfCall(index: number, first: Date, every: number): Date {
  return new Date(first.getTime() + index * every);
}

/**
 * Plans calls to these contacts in this order, starting at `first`, `every` ms apart.
 *
 * @throws RangeError if there are no contacts
 */
export function planCalls<T>(contacts: readonly T[], first: Date, every: number): CallPlan<T> {
  if (contacts.length === 0) throw new RangeError('a plan needs a contact to call');
  return {
    calls: contacts.map((contact, index) => ({ contact, at: timeOfCall(index, first, every) })),
    first,
    last: timeOfCall(contacts.length - 1, first, every),
  };
}
