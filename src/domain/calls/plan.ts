/** When each of a series of calls is to be placed. */
export interface CallPlan<T> {
  calls: { contact: T; at: Date }[];
  first: Date;
  last: Date;
}

/**
 * Returns a plan of calls to these contacts in this order, from `first` on, `every` ms apart.
 *
 * @throws RangeError for no contacts
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
