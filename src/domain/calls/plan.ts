/** When each of a row of calls is to be placed. */
export interface CallPlan<T> {
  calls: { contact: T; at: Date }[];
  first: Date;
  last: Date;
}

/** Calls to these contacts in this order, from `first` on, `every` ms apart. @throws RangeError for nobody */
export function planCalls<T>(contacts: readonly T[], first: Date, every: number): CallPlan<T> {
  if (contacts.length === 0) throw new RangeError('a plan needs somebody to call');
  const at = (place: number) => new Date(first.getTime() + place * every);
  return {
    calls: contacts.map((contact, place) => ({ contact, at: at(place) })),
    first,
    last: at(contacts.length - 1),
  };
}
