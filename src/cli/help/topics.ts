/** The topics of `voicebot help`, in the order in which they are listed, each with what it is about. */
export const topics = {
  lists: 'importing, selecting and exporting contacts',
  times: 'writing times, durations and time zones',
  variables: 'what the agent knows about a contact',
  promise: 'never twice, never lost: how, and the limits',
  environment: 'settings and profiles',
  'exit-codes': 'exit codes, and JSON for scripts',
  statuses: 'what the statuses of calls mean',
  performance: 'how fast it is, and why',
} as const;

export type Topic = keyof typeof topics;

export function isTopic(word: string): word is Topic {
  return Object.hasOwn(topics, word);
}
