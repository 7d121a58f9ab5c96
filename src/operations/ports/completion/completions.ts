/** What can be completed from the database. */
export const completedKinds = [
  'contact',
  'contact-id',
  'tag',
  'field',
  'custom-field',
  'agent',
  'number',
  'campaign',
  'call-times',
  'scheduled',
  'scheduled-pending',
  'scheduled-failed',
  'scheduled-cancelled',
  'scheduled-unconfirmed',
  'call',
  'call-unconfirmed',
  'callback',
  'account',
  'token',
] as const;

export type CompletedKind = (typeof completedKinds)[number];

/** A word that can stand on a command line, and what it is, for people: its state, its time, and whatever else there is to say. */
export interface Completion {
  word: string;
  state?: string;
  at?: Date;
  about: string;
}

/** The most completions that are worth reading. */
export const mostCompletions = 100;
