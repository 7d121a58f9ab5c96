import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import { commandPath } from '../command-path.ts';
import { forOption } from './words-people-try.ts';

/** Returns the problem of an option that the command does not have, with the options that may have been meant. */
export function unknownOption(command: CommandUnknownOpts, flag: string): Problem {
  const [name = flag] = flag.split('=');
  const known = flagsOf(command);
  const meant = forOption(name).filter((option) => known.includes(option));
  const suggestions = [...new Set([...meant, ...nearestNames(name, known.filter(isLong))])].slice(0, 3);
  return new Problem('usage', {
    code: 'unknown_option',
    message: `Unknown option '${name}'.`,
    hint: `${didYouMean(suggestions)}See '${commandPath(command)} --help'.`,
  });
}

function didYouMean(flags: readonly string[]): string {
  if (flags.length === 0) return '';
  return flags.length === 1 ? `Did you mean ${flags[0]}? ` : `Did you mean one of ${flags.join(', ')}? `;
}

function isLong(flag: string): boolean {
  return flag.startsWith('--');
}

/** Returns the flags of a command and of the program. */
function flagsOf(command: CommandUnknownOpts): string[] {
  const own = command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ short, long }) => [short, long].flatMap((flag) => flag ?? []));
  return [...own, ...(command.parent ? flagsOf(command.parent) : [])];
}
