import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.ts';
import { describeCommand } from './describe-command.ts';
import { renderPage } from './render-page.ts';

/** Prints the help of a command. */
export async function printHelp(command: CommandUnknownOpts, terminal: Terminal): Promise<void> {
  terminal.out(await renderPage(await describeCommand(command), terminal.width));
}

/** Prints the help of a command to standard error: it was called without one of its subcommands. */
export async function printMissing(command: CommandUnknownOpts, terminal: Terminal): Promise<void> {
  terminal.err(await renderPage(await describeCommand(command), terminal.widthErr));
}
