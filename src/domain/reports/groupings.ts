/**
 * What a report can be broken down by: the hour of the callee's clock · the day of the operator's calendar · agent · tag of the contact, as
 * it is now · number called from.
 */
export const groupings = ['hour', 'day', 'agent', 'tag', 'from-number'] as const;

export type Grouping = (typeof groupings)[number];
