/** What can be completed from the database. */
export const completedKinds = [
  'contact',
  'contact-id',
  'tag',
  'field',
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

/** A word that can stand on a command line, and what it is, for people. */
export interface Completion {
  word: string;
  about: string;
}

/** The most completions that are worth reading. */
export const mostCompletions = 100;
