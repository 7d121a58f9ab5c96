import { parseVariable } from '../../domain/calls/variable-overrides.ts';
import { type ContactOrder, contactOrders } from '../../domain/contacts/contact-filter.ts';
import { requireTag } from '../../domain/contacts/tags.ts';
import { Problem } from '../../domain/problem.ts';
import { parseDuration } from '../../domain/time/duration.ts';

/** How the words after an option become its value. Each throws a Problem of kind `usage`. */

/** A whole number of at least 1. */
export function countOption(text: string): number {
  return wholeNumber(text, 1);
}

/** A whole number; 0 stands for no bound. */
export function limitOption(text: string): number {
  return wholeNumber(text, 0);
}

/** A number of calls at once, or of attempts. */
export function smallCountOption(text: string): number {
  return wholeNumber(text, 1, 100);
}

export function portOption(text: string): number {
  return wholeNumber(text, 0, 65_535);
}

/** A duration, in ms. */
export function durationOption(text: string): number {
  return parseDuration(text);
}

/** `a,b,c` */
export function namesOption(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** `--tag name`, any number of times. */
export function tagOption(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), requireTag(text)];
}

/** `--var k=v`, any number of times. */
export function variableOption(
  text: string,
  before: Record<string, string> | undefined,
): Record<string, string> {
  const [key, value] = parseVariable(text);
  return { ...before, [key]: value };
}

/** `--set key=value`, any number of times; the value may hold `=` itself. */
export function settingOption(
  text: string,
  before: Record<string, string> | undefined,
): Record<string, string> {
  return withPair(text, text.indexOf('='), before);
}

/** `--map Header=field`, any number of times; the header may hold `=` itself. */
export function mappingOption(
  text: string,
  before: Record<string, string> | undefined,
): Record<string, string> {
  return withPair(text, text.lastIndexOf('='), before);
}

/** `name`, or `-name` for the other way round. */
export function orderOption(text: string): ContactOrder {
  const by = contactOrders.find((order) => order === text.replace(/^-/, ''));
  if (by) return { by, descending: text.startsWith('-') };
  throw new Problem('usage', {
    code: 'invalid_order',
    message: `Contacts cannot be sorted by "${text}".`,
    hint: `Use ${contactOrders.join(', ')}, or one of them with - before it for the other way round.`,
  });
}

/** One of `statuses`, in capitals or small letters. */
export function statusOption<T extends string>(statuses: readonly T[]): (text: string) => T {
  return (text) => {
    const found = statuses.find((status) => status.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found;
    throw new Problem('usage', {
      code: 'unknown_status',
      message: `There is no status "${text}".`,
      hint: `The statuses are: ${statuses.join(', ')}.`,
    });
  };
}

function withPair(
  text: string,
  at: number,
  before: Record<string, string> | undefined,
): Record<string, string> {
  if (at < 1) {
    throw new Problem('usage', {
      code: 'invalid_pair',
      message: `"${text}" is not a pair.`,
      hint: "Write 'name=value'.",
    });
  }
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}

function wholeNumber(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  throw new Problem('usage', {
    code: 'invalid_number',
    message: `"${text}" is not a whole number, ${range}.`,
  });
}
