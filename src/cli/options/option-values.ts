import { type Disposition, dispositions } from '../../domain/calls/outcomes/disposition.ts';
import { parseRedialRules, type RedialRule } from '../../domain/calls/redial/redial-rules.ts';
import { parseVariable } from '../../domain/calls/variables/variable-overrides.ts';
import { requireTag } from '../../domain/contacts/tags.ts';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import { parseDuration, parseTimerDuration } from '../../domain/time/duration.ts';

/** The option that every command has whose changes can be looked at first. */
export const byDryRun = ['--dry-run', 'show what would happen, without changing anything'] as const;

// Parsers for the values of options, as commander wants them. Each throws a Problem of kind `usage`.

/** Parses a whole number of at least 1. */
export function countOption(text: string): number {
  return wholeNumber(text, 1);
}

/** Parses a whole number; 0 means no limit. */
export function limitOption(text: string): number {
  return wholeNumber(text, 0);
}

/** Parses a whole number from 1 to 100, for calls at once or attempts. */
export function smallCountOption(text: string): number {
  return wholeNumber(text, 1, 100);
}

/** Parses a TCP port; 0 means any free one. */
export function portOption(text: string): number {
  return wholeNumber(text, 0, 65_535);
}

/** Parses a duration. @returns ms */
export function durationOption(text: string): number {
  return parseDuration(text);
}

/** Parses a duration for which a timer waits, up to 24 days. @returns ms */
export function timerOption(text: string): number {
  return parseTimerDuration(text);
}

/** Parses a share such as `2%`. @returns from 0 to 1 */
export function shareOption(text: string): number {
  const percent = /^(\d+(?:\.\d+)?) *%$/.exec(text.trim())?.[1];
  if (percent !== undefined && Number(percent) <= 100) return Number(percent) / 100;
  throw new Problem('usage', {
    code: 'invalid_share',
    message: `"${text}" is not a share such as 2%, up to 100%.`,
  });
}

/** Parses the address of a server. */
export function urlOption(text: string): string {
  const url = text.trim();
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new Problem('usage', {
    code: 'invalid_url',
    message: `"${text}" is not an address such as http://localhost:8080/path.`,
  });
}

/** Parses an amount of dollars, such as `20` or `$7.50`. @returns cents */
export function dollarsOption(text: string): number {
  const amount = /^(?:US)?\$?(\d{1,9}(?:\.\d{1,2})?)$/i.exec(text.trim())?.[1];
  if (amount !== undefined && Number(amount) > 0) return Math.round(Number(amount) * 100);
  throw new Problem('usage', {
    code: 'invalid_amount',
    message: `"${text}" is not an amount of US dollars above 0.`,
    hint: 'Write an amount such as 20 or 7.50.',
  });
}

/** Parses an amount of dollars; `off` for none. @returns cents */
export function capOption(text: string): number | 'off' {
  return text.trim().toLowerCase() === 'off' ? 'off' : dollarsOption(text);
}

/** Parses what a call cost, in dollars: `0.5`, `$1.25`, also nothing or a part of a cent. @returns US cents */
export function costOption(text: string): number {
  const dollars = /^(?:US)?\$? ?(\d+(?:\.\d+)?)$/i.exec(text.trim())?.[1];
  if (dollars !== undefined) return Number(dollars) * 100;
  throw new Problem('usage', {
    code: 'invalid_amount',
    message: `"${text}" is not an amount of US dollars such as 0.50.`,
  });
}

/** Parses redial rules; `off` gives none. */
export function redialOption(text: string): RedialRule[] {
  return parseRedialRules(text);
}

/** Parses `a,b,c`. */
export function namesOption(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Adds one `--tag name` to those before it. */
export function tagOption(text: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), requireTag(text)];
}

/** Adds one `--var k=v` to those before it. */
export function variableOption(
  text: string,
  previous: Record<string, string> | undefined,
): Record<string, string> {
  const [key, value] = parseVariable(text);
  return { ...previous, [key]: value };
}

/** Adds one `--set key=value` to those before it; the value may contain `=`. */
export function settingOption(
  text: string,
  previous: Record<string, string> | undefined,
): Record<string, string> {
  return addPair(text, text.indexOf('='), previous);
}

/** Adds one `--map Header=field` to those before it; the header may contain `=`. */
export function mappingOption(
  text: string,
  previous: Record<string, string> | undefined,
): Record<string, string> {
  return addPair(text, text.lastIndexOf('='), previous);
}

/** Returns a parser for one of the statuses, in upper or lower case. */
export function statusOption<T extends string>(statuses: readonly T[]): (text: string) => T {
  return (text) => {
    const found = statuses.find((status) => status.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found;
    const [near] = nearestNames(text, statuses);
    throw new Problem('usage', {
      code: 'unknown_status',
      message: `There is no status "${text}".`,
      hint: `${near ? `Did you mean ${near}? ` : ''}The statuses are: ${statuses.join(', ')}.`,
    });
  };
}

/**
 * Parses dispositions with commas: `busy,no-answer`. Those of people's own words count too: `voicemail` is `machine`.
 *
 * @throws Problem `unknown_disposition`
 */
export function dispositionsOption(text: string): Disposition[] {
  return text.split(',').map((word) => {
    const name = word.trim().toLowerCase().replace(/[- ]/g, '_');
    const found = dispositions.find((known) => known === (name === 'voicemail' ? 'machine' : name));
    if (found !== undefined) return found;
    throw new Problem('usage', {
      code: 'unknown_disposition',
      message: `There is no disposition "${word.trim()}".`,
      hint: `The dispositions are: ${dispositions.join(', ')}.`,
    });
  });
}

function addPair(
  text: string,
  index: number,
  previous: Record<string, string> | undefined,
): Record<string, string> {
  if (index < 1) {
    throw new Problem('usage', {
      code: 'invalid_pair',
      message: `"${text}" is not of the form name=value.`,
      hint: "Write 'name=value', in quotes if it contains spaces.",
    });
  }
  return { ...previous, [text.slice(0, index).trim()]: text.slice(index + 1).trim() };
}

function wholeNumber(text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
  throw new Problem('usage', {
    code: 'invalid_number',
    message: `"${text}" is not a whole number ${range}.`,
  });
}
