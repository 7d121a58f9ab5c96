import type { TakenOverMark } from '../../../domain/contacts/suppression/do-not-call.ts';
import { howToLift, markOfView, numberAndMark } from '../marks.ts';

/** A row whose contact takes over a do-not-call mark, and whose that was. */
export interface TakenOver extends Pick<TakenOverMark, 'markOf'> {
  line: number;
  phoneNumber: string;
  name: string;
}

/** Returns it as JSON shows it. */
export function takenOverView({ markOf, ...row }: TakenOver): object {
  return { ...row, markOf: markOfView({ markOf }) };
}

/** How many contacts a line names. */
const named = 3;

/** Returns the line about the marks that contacts of a list take over. @param first the first of the `count` rows */
export function describeTakenOver(count: number, first: readonly TakenOver[]): string[] {
  if (count === 0) return [];
  const contacts = count === 1 ? '1 contact takes' : `${count} contacts take`;
  const names = first.slice(0, named).map((row) => numberAndMark(row.phoneNumber, row));
  const more = count > named ? ` and ${count - named} more` : '';
  return [`${contacts} over a do-not-call mark: ${names.join(', ')}${more}. ${howToLift('<contact>')}`];
}
