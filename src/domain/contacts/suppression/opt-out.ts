import { readDoNotCall } from './do-not-call.ts';

/** What an analysis says of somebody who may not want to be called again. */
export interface OptOut {
  /** What it says, as text, cut short. */
  words: string;
  /** Whether it clearly says yes. What is neither yes nor no counts as yes until a person decides. */
  isClear: boolean;
}

/** What analyses say that have nothing to say, or say no in more than a word. */
const notOptedOut: ReadonlySet<string> = new Set([
  ...['', '-', 'none', 'null', 'undefined', 'nil', 'nan', 'n/a', 'na', 'not applicable', 'unknown', '0.0'],
  ...['not mentioned', 'not stated', 'not discussed', 'not provided', 'not specified', 'not requested'],
  ...['not opted out', 'did not opt out', 'no opt out', 'no opt-out', 'has not opted out', 'none mentioned'],
]);

const longest = 80;

/**
 * Reads whether a person asked not to be called again, from the custom analysis of their call. An agent is configured by hand, so the
 * case of the field's name, and spaces or dashes in it, do not matter; of several such fields the most restrictive counts.
 *
 * @param field the name of the field that says so
 * @returns undefined if they did not, or nothing is said of it
 */
export function readOptOut(
  analysis: Readonly<Record<string, unknown>> | null,
  field: string,
): OptOut | undefined {
  const fields = Object.entries(analysis ?? {}).filter(([name]) => sameName(name, field));
  const read = fields.flatMap(([, value]) => readValue(value) ?? []);
  return read.find(({ isClear }) => isClear) ?? read[0];
}

function sameName(one: string, other: string): boolean {
  const fold = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  return fold(one) === fold(other);
}

function readValue(value: unknown): OptOut | undefined {
  if (value === null || value === undefined) return undefined;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim();
  const words = text.slice(0, longest);
  const plain = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '');
  if (notOptedOut.has(plain) || plain === '{}' || plain === '[]') return undefined;
  const isOptOut = readDoNotCall(plain) ?? (/^(?:yes|true)\b/.test(plain) ? true : undefined);
  if (isOptOut === false) return undefined;
  return { words, isClear: isOptOut === true };
}

/** Returns the reason that the do-not-call list gives for a number whose owner opted out in a call. */
export function reasonOf({ words, isClear }: OptOut, callId: number): string {
  return isClear ? `said in call ${callId}` : `unclear in call ${callId}: "${words}"`;
}
