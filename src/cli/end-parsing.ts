import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommanderError } from 'commander';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { ParsedLine } from './suggestions/report-wrong-usage.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Ends a command line that threw: prints the help or version it asked for, or reports its error. @returns the exit code */
export async function endParsing(
  error: unknown,
  line: ParsedLine,
  openTerminal: () => Promise<Terminal>,
): Promise<ExitCode> {
  const isAnswer = error instanceof CommanderError && error.exitCode === 0;
  const [askedHelp, word] = isAnswer && line.askedHelp ? meantBy(line.askedHelp) : [];
  if (isAnswer && word === undefined) {
    if (askedHelp) {
      const { printHelp } = await import('./help/print-help.ts');
      await printHelp(askedHelp, await openTerminal());
    }
    return exitCodes.done;
  }
  const { reportWrongUsage } = await import('./suggestions/report-wrong-usage.ts');
  return reportWrongUsage(error, { ...line, unknownWord: word }, await openTerminal());
}

/**
 * Returns the command that the words after `--help` lead to (`voicebot contacts --help import`), and the first of them that is no
 * command (`voicebot contcts --help`).
 */
function meantBy(asked: CommandUnknownOpts): [command: CommandUnknownOpts, unknown?: string] {
  let command = asked;
  for (const word of asked.args.filter((text) => !text.startsWith('-'))) {
    const next = command.commands.find((child) => child.name() === word);
    if (!next && (command.commands.length === 0 || command.registeredArguments.length > 0)) break;
    if (!next) return [command, word];
    command = next;
  }
  return [command];
}
