/** The longest label, in characters. */
const longestLabel = 100;

const labelProblems = {
  empty: 'is empty',
  too_long: `is longer than ${longestLabel} characters`,
  looks_like_an_id: 'is a number, as its id would be',
  control_characters: 'has control characters',
} as const;

export type LabelProblem = keyof typeof labelProblems;

/**
 * Returns what is wrong with a name that the operator gives to a campaign or a token; undefined if nothing is. Commands take a name or an
 * id, so a number is none.
 */
export function problemOfLabel(name: string): LabelProblem | undefined {
  if (name.trim() === '') return 'empty';
  if ([...name].length > longestLabel) return 'too_long';
  if (/^\d+$/.test(name.trim())) return 'looks_like_an_id';
  return /\p{C}/u.test(name) ? 'control_characters' : undefined;
}

/** Describes what is wrong: `The name of a campaign is empty.` @param owner such as `a campaign` */
export function describeLabelProblem(owner: string, problem: LabelProblem): string {
  return `The name of ${owner} ${labelProblems[problem]}.`;
}
