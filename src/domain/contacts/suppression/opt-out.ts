import { fieldsOf, plain } from '../../calls/outcomes/analysis-field.ts';
import { readDoNotCall } from './do-not-call.ts';

/** What an analysis says of somebody who may not want to be called again. */
export interface OptOut {
  /** What it says, as text, cut short. */
  words: string;
  /** Whether it clearly says yes. What is neither yes nor no counts as yes until a person decides. */
  isClear: boolean;
}

/** What says no in more than a word. */
const notOptedOut: ReadonlySet<string> = new Set([
  ...['not opted out', 'did not opt out', 'has not opted out', 'no opt out', 'no opt-out', '0.0'],
]);

const longest = 80;

/**
 * Reads whether a person asked not to be called again, from the custom analysis of their call. Of several fields with the name, the
 * most restrictive counts.
 *
 * @param field the name of the field that says so
 * @returns undefined if they did not, or nothing is said of it
 */
export function readOptOut(
  analysis: Readonly<Record<string, unknown>> | null,
  field: string,
): OptOut | undefined {
  const read = fieldsOf(analysis, field).flatMap((text) => readText(text) ?? []);
  return read.find(({ isClear }) => isClear) ?? read[0];
}

function readText(text: string): OptOut | undefined {
  const words = plain(text);
  if (notOptedOut.has(words)) return undefined;
  const isOptOut = readDoNotCall(words) ?? (/^(?:yes|true)\b/.test(words) ? true : undefined);
  if (isOptOut === false) return undefined;
  return { words: text.slice(0, longest), isClear: isOptOut === true };
}

/** Returns the reason that the do-not-call list gives: without the words, as it stays when what was kept of a person is deleted. */
export function reasonOf({ isClear }: OptOut, callId: number): string {
  return isClear ? `said in call ${callId}` : `unclear in call ${callId}`;
}
