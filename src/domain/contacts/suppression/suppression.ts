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

/** An entry of the do-not-call list. A contact need not exist. */
export interface Suppression {
  /** E.164, or the beginning of numbers followed by `*`. */
  phoneNumber: string;
  source: SuppressionSource;
  reason: string | null;
  /** Who added it; null if that is not known. */
  addedBy: string | null;
  createdAt: Date;
}

/** Describes why a number is listed, as in `marked do-not-call (+6113*): a competitor`. */
export function describeSuppression({ phoneNumber, reason }: Suppression, toNumber: string): string {
  const by = phoneNumber === toNumber ? '' : ` (${phoneNumber})`;
  return `marked do-not-call${by}${reason ? `: ${reason}` : ''}`;
}
