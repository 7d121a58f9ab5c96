/** The topics of `voicebot help`, in the order of the list, each with a description. */
export const topics = {
  lists: 'importing, selecting and exporting contacts',
  'do-not-call': 'who must not be called, washing, and how often',
  times: 'writing times, durations and time zones',
  rehearsal: 'trying everything out, without an account or a phone',
  variables: 'what the agent knows about a contact',
  promise: 'never twice, never lost: how, and the limits',
  environment: 'settings and profiles',
  'global-options': 'options that work with every command',
  'exit-codes': 'exit codes, and JSON for scripts',
  statuses: 'what the statuses of calls mean',
  reports: 'what reports count, and how rates are defined',
  performance: 'how fast it is, and why',
  http: 'using voicebot over HTTP, from other programs',
  webhooks: 'having Retell report how calls go',
  library: 'using voicebot from a program',
  uninstall: 'removing voicebot, and what stays where',
} as const;

export type Topic = keyof typeof topics;

/** Returns whether the word is a topic. */
export function isTopic(word: string): word is Topic {
  return Object.hasOwn(topics, word);
}
