import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommanderError } from 'commander';
import { isProfileName } from '../../settings/profiles/known-profiles.ts';
import { commandPath } from '../command-path.ts';
import { reportError } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { unknownCommand } from './unknown-command.ts';
import { unknownOption } from './unknown-option.ts';
import { UnknownWord } from './unknown-word.ts';

/** What is known of a command line once it has been parsed. */
export interface ParsedLine {
  program: CommandUnknownOpts;
  words: readonly string[];
  /** The command whose help was asked for. */
  askedHelp: CommandUnknownOpts | undefined;
  /** A word that is no command, after which `--help` was asked for. */
  unknownWord?: string | undefined;
}

/** Reports the error of a command line, with the commands or options that may have been meant. @returns the exit code */
export async function reportWrongUsage(
  error: unknown,
  { program, askedHelp, words, unknownWord: word }: ParsedLine,
  terminal: Terminal,
): Promise<ExitCode> {
  const command = parsedCommand(program);
  const json = words.includes('--json');
  if (askedHelp && word === undefined && !json) {
    // A group of commands without a subcommand.
    const { printMissing } = await import('../help/print-help.ts');
    await printMissing(askedHelp, terminal);
  }
  const reason = word === undefined ? explained(error, command) : unknownCommand({ parent: command, word });
  return reportError(reason, terminal, {
    json,
    debug: words.includes('--debug'),
    command: commandPath(command),
    profile: namedProfile(command),
  });
}

/** Returns the profile that the command line named. */
function namedProfile(command: CommandUnknownOpts): string | undefined {
  const { profile } = command.optsWithGlobals();
  return typeof profile === 'string' && isProfileName(profile) ? profile : undefined;
}

/** Returns the error as a problem that names what may have been meant, if it is a word or an option that is not known. */
function explained(error: unknown, command: CommandUnknownOpts): unknown {
  if (error instanceof UnknownWord) return unknownCommand(error);
  if (!(error instanceof CommanderError) || error.code !== 'commander.unknownOption') return error;
  const flag = command.args.find((text) => /^-./.test(text));
  return flag === undefined ? error : unknownOption(command, flag);
}

/** Returns the innermost command that was parsed. Each keeps in `args` what it did not take for options. */
function parsedCommand(command: CommandUnknownOpts): CommandUnknownOpts {
  const next = command.commands.find((child) => child.name() === command.args[0]);
  return next ? parsedCommand(next) : command;
}
