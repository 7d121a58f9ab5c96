import { Problem } from '../../../../domain/problem.ts';
import { formatDuration, parseDuration } from '../../../../domain/time/duration.ts';
import { findContacts } from '../../../../operations/contacts/selecting/find-contact.ts';
import { canAsk, refusalOf } from '../../../asking/can-ask.ts';
import { tickContacts } from '../../../asking/contacts.ts';
import type { Context } from '../../../context.ts';
import { filterOf } from '../../../options/read-selection.ts';
import type { SelectionOptions } from '../../../options/selection.ts';
import { readPace } from './plan-options.ts';

/** The options that the operator may be asked for. */
interface AskedOptions extends SelectionOptions {
  at?: string | undefined;
  every?: number | undefined;
  local?: true | undefined;
  campaign?: string | undefined;
  ask?: true | undefined;
}

/** Whom to call, when, and how far apart. */
interface Answers {
  words: string[];
  at: string;
  every: number;
  /** Whether the operator has been asked whom to call or when. */
  isGuided: boolean;
}

/**
 * Returns whom to call, when, and how far apart: as the command line says, or as the operator answers, if they can be asked. With `--ask`
 * they are asked for everything, starting from what was given.
 *
 * @throws Problem `missing_mandatory_option_value` for a missing time, if nobody can be asked
 */
export async function settlePlan(
  context: Context,
  words: readonly string[],
  options: AskedOptions,
): Promise<Answers> {
  const { settings } = context;
  const given = { words: [...words], at: options.at, every: options.every ?? settings.interval };
  const pace = { every: given.every, local: options.local };
  if (!canAsk(context)) {
    if (given.at === undefined) throw missingTime();
    return { ...given, at: given.at, isGuided: false };
  }
  // Before anything is asked.
  if (given.at !== undefined) readPace(context, given.at, pace);
  const asksWhom = mustAskWhom(words, options);
  const chosen = asksWhom ? await askWhom(context, words) : given.words;
  const isTimeGiven = given.at !== undefined && !options.ask;
  const at = isTimeGiven && given.at ? given.at : await askWhen(context, given.at, options);
  const isGuided = asksWhom || !isTimeGiven;
  const isPaceOpen = isGuided && options.every === undefined;
  const asksHowFarApart = (options.ask || isPaceOpen) && !isOneContact(chosen);
  return {
    words: chosen,
    at,
    every: asksHowFarApart ? await askHowFarApart(context, given.every) : given.every,
    isGuided,
  };
}

/** A filter or a campaign selects contacts that need not be ticked. */
function mustAskWhom(words: readonly string[], options: AskedOptions): boolean {
  if (words.length > 0) return options.ask ?? false;
  return filterOf(options) === undefined && options.campaign === undefined;
}

function isOneContact(words: readonly string[]): boolean {
  const [word = ''] = words;
  return words.length === 1 && !/^\d+-\d+$|,/.test(word);
}

async function askWhom(context: Context, words: readonly string[]): Promise<string[]> {
  const { country } = context.settings;
  const ticked = words.length === 0 ? [] : await findContacts(await context.store(), words, country);
  return tickContacts(context, { question: 'Whom to call?', toCall: true }, ticked);
}

function askWhen(context: Context, at: string | undefined, { local }: AskedOptions): Promise<string> {
  const whose = local ? ', on each person’s clock' : '';
  const question = `When is the first call due${whose}? (tomorrow 9am, 14:00, +10m …)`;
  const check = (text: string) => refusalOf(() => readPace(context, text, { every: 0, local }));
  return context.terminal.input(question, at, { check });
}

async function askHowFarApart(context: Context, every: number): Promise<number> {
  const question = 'How far apart? (0s for all at once)';
  const check = (text: string) => refusalOf(() => parseDuration(text));
  return parseDuration(await context.terminal.input(question, formatDuration(every), { check }));
}

function missingTime(): Problem {
  return new Problem('usage', {
    code: 'missing_mandatory_option_value',
    message: "Required option '--at <time>' not specified.",
  });
}
