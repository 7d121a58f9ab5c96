import { PassThrough } from 'node:stream';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { type CommandPage, describeCommand, subcommands } from '../../src/cli/help/describe-command.ts';
import { createProgram } from '../../src/cli/program.ts';

/** Returns the program with all its commands, which do nothing. */
export function everyCommand(): CommandUnknownOpts {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  return createProgram({ streams }, async () => undefined).program;
}

/** Returns the help of every command, that of the program first. */
export async function everyPage(command = everyCommand()): Promise<CommandPage[]> {
  const below = await Promise.all(subcommands(command).map((child) => everyPage(child)));
  return [await describeCommand(command), ...below.flat()];
}
