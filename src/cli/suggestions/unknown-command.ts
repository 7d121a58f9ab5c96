import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import { pathBelowProgram } from '../command-path.ts';
import type { UnknownWord } from './unknown-word.ts';
import { forFirstWord, forLastWord } from './words-people-try.ts';

const mostSuggestions = 4;

/**
 * Returns the problem of a word that is no command, with the commands that may have been meant.
 *
 * @param also more names that would have been right, such as those of topics
 */
export function unknownCommand(
  { parent, word }: Pick<UnknownWord, 'parent' | 'word'>,
  { code = 'unknown_command', what = 'command', also = [] as readonly string[] } = {},
): Problem {
  const path = pathBelowProgram(parent);
  const found = [...nearestNames(word, also).map((name) => `help ${name}`), ...commandsFor(parent, word)];
  const suggestions = [...new Set(found)].slice(0, mostSuggestions).map((name) => `voicebot ${name}`);
  const list = `voicebot help${path === '' ? '' : ` ${path}`}`;
  return new Problem('usage', {
    code,
    message: `There is no ${what} "${path === '' ? word : `${path} ${word}`}".`,
    hint: `${didYouMean(suggestions)}To list them: ${list}`,
  });
}

function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  return names.length === 1
    ? `Did you mean '${names[0]}'? `
    : `Did you mean one of these? ${names.join(', ')}. `;
}

/** Returns the commands, below `voicebot`, that a word after this command may mean: the likeliest first. */
export function commandsFor(parent: CommandUnknownOpts, text: string): string[] {
  const word = text.toLowerCase();
  const path = pathBelowProgram(parent);
  const siblings = visible(parent).map((command) => command.name());
  const below = (name: string) => (path === '' ? name : `${path} ${name}`);
  const meant = siblings.filter((name) => forLastWord(word).includes(name)).map(below);
  const near = nearestNames(word, siblings).map(below);
  if (parent.parent) return [...near, ...meant, ...elsewhere(rootOf(parent), word)];
  const first = forFirstWord(word).filter((line) => exists(parent, line));
  return [...first, ...near, ...meant, ...elsewhere(parent, word)];
}

/** Returns the commands anywhere whose last word is this one. */
function elsewhere(root: CommandUnknownOpts, word: string): string[] {
  return everyPath(root).filter((path) => path.split(' ').at(-1) === word);
}

function everyPath(command: CommandUnknownOpts): string[] {
  return visible(command).flatMap((child) => [pathBelowProgram(child), ...everyPath(child)]);
}

/** Returns whether a command line such as `calls list --search WORDS` begins with a command. */
export function exists(root: CommandUnknownOpts, line: string): boolean {
  let command = root;
  for (const word of line.split(' ')) {
    const next = command.commands.find((child) => child.name() === word);
    if (!next) return command !== root && command.commands.length === 0;
    command = next;
  }
  return true;
}

function visible(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command.createHelp().visibleCommands(command);
}

function rootOf(command: CommandUnknownOpts): CommandUnknownOpts {
  return command.parent ? rootOf(command.parent) : command;
}
