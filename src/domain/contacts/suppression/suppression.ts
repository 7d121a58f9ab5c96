/**
 * Where a do-not-call entry came from: a contact that was marked · a list of contacts · the same person's other number · the operator ·
 * a file of numbers · Retell's own contact · a do-not-call register · what a person said on the phone.
 */
export const suppressionSources = [
  'contact',
  'import',
  'same_person',
  'operator',
  'file',
  'retell',
  'register',
  'call',
] as const;

export type SuppressionSource = (typeof suppressionSources)[number];
