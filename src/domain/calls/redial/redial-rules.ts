import { Problem } from '../../problem.ts';
import { formatDuration, readDuration } from '../../time/duration.ts';
import type { Disposition } from '../outcomes/disposition.ts';

/** The dispositions after which somebody may be tried again. After any other it would be no use, or unwelcome. */
export const redialled = ['busy', 'no_answer', 'machine'] as const satisfies readonly Disposition[];

export type Redialled = (typeof redialled)[number];

/** Tries somebody again after a disposition. */
export interface RedialRule {
  after: Redialled;
  /** How long after the end of the call, ms. */
  delay: number;
  /** It applies only while fewer redials than this were made, whatever their rule. */
  most: number;
}

const shortest = 60_000;
const mostOfAll = 10;

const words: ReadonlyMap<string, Redialled> = new Map([
  ['busy', 'busy'],
  ['no-answer', 'no_answer'],
  ['no_answer', 'no_answer'],
  ['machine', 'machine'],
  ['voicemail', 'machine'],
]);

/**
 * Reads redial rules: `busy=10m x3, no-answer=2h x3, voicemail=1d x1`. `x1` may be left out.
 *
 * @returns one rule for each disposition, in the order written; none for `off`
 * @throws Problem `usage` `invalid_redial`
 */
export function parseRedialRules(text: string): RedialRule[] {
  if (text.trim().toLowerCase() === 'off') return [];
  const rules = text.split(',').map((part) => parseRule(part, text));
  const twice = rules.find(({ after }, index) => rules.findIndex((rule) => rule.after === after) < index);
  if (twice) throw invalid(text, `it has two rules for ${nameOf(twice.after)}`);
  return rules;
}

function parseRule(part: string, text: string): RedialRule {
  const [, word = '', wait = '', times = '1'] =
    /^\s*([\w-]+)\s*=\s*(.*?)(?:\s+[x×]\s*(\d+))?\s*$/i.exec(part) ?? [];
  const after = words.get(word.toLowerCase());
  if (after === undefined)
    throw invalid(text, `"${part.trim()}" does not begin with busy=, no-answer= or voicemail=`);
  const delay = readDuration(wait);
  if (delay === undefined) throw invalid(text, `"${wait}" is not a duration such as 10m, 2h or 1d`);
  if (delay < shortest) throw invalid(text, `${nameOf(after)} would be tried again after less than a minute`);
  const most = Number(times);
  if (most < 1 || most > mostOfAll) throw invalid(text, `x${times} is not from x1 to x${mostOfAll}`);
  return { after, delay, most };
}

function invalid(text: string, reason: string): Problem {
  return new Problem('usage', {
    code: 'invalid_redial',
    message: `"${text}" is no rule for redialling: ${reason}.`,
  });
}

/** Formats redial rules as {@link parseRedialRules} reads them. */
export function formatRedialRules(rules: readonly RedialRule[]): string {
  return rules
    .map(({ after, delay, most }) => `${nameOf(after)}=${formatDuration(delay)} x${most}`)
    .join(', ');
}

/** Returns what the operator calls a disposition. */
function nameOf(disposition: Redialled): string {
  return disposition === 'machine' ? 'voicemail' : disposition.replace('_', '-');
}
