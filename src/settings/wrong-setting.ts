import { Problem } from '../domain/problem.ts';
import { isSecret } from './definitions.ts';

/** A setting's text, for messages about it. */
interface WrittenSetting {
  name: string;
  text: string | undefined;
  origin: string;
}

/** How messages name an origin; a file has its own name. */
const originNames: Readonly<Record<string, string>> = {
  option: 'the command line',
  environment: 'the environment',
  default: 'the defaults',
};

/** Parses a setting. @throws Problem that says where the wrong text comes from */
export function parsed<T>(setting: WrittenSetting, parse: (text: string) => T): T {
  try {
    return parse(setting.text ?? '');
  } catch (error) {
    throw error instanceof Problem ? wrongSetting(setting, error) : error;
  }
}

/** Returns the problem for a setting whose value is wrong; never with a key in it. */
export function wrongSetting({ name, text, origin }: WrittenSetting, reason: Problem): Problem {
  const shown = isSecret(name) ? 'set' : `"${text}"`;
  return new Problem(
    'usage',
    {
      code: 'invalid_setting',
      message: `${name} is ${shown} (from ${originNames[origin] ?? origin}): ${reason.message}`,
      facts: reason.facts,
    },
    { cause: reason },
  );
}
