/** When to place each of a series of calls. */
export interface CallPlan<T> {
  calls: { contact: T; at: Date }[];
  first: Date;
  last: Date;
}

/**
 * Plans calls to these contacts in this order, starting at `first`, `every` ms apart.
 *
 * @throws RangeError if there are no contacts
 */
export function planCalls<T>(contacts: readonly T[], first: Date, every: number): CallPlan<T> {
  if (contacts.length === 0) throw new RangeError('a plan needs a contact to call');
  const at = (index: number) => new Date(first.getTime() + index * every);
  return {
    calls: contacts.map((contact, index) => ({ contact, at: at(index) })),
    first,
    last: at(contacts.length - 1),
  };
}
