import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { callStatuses } from '../../domain/calls/call-status.ts';
import { scheduledCallStatuses } from '../../domain/calls/scheduled-call.ts';

/** What can follow at some point of a command line: one of these values, a file name, or, if neither, any text. */
export interface Candidates {
  values: readonly string[];
  isFile: boolean;
}

export interface CommandOption extends Candidates {
  /** `-y`, `--yes` */
  flags: string[];
  description: string;
  takesValue: boolean;
}

/** A command, and what can follow it. */
export interface CommandNode {
  name: string;
  /** Its name after those of its parents, such as `scheduled list`; empty for the program. */
  path: string;
  description: string;
  children: CommandNode[];
  /** Its own options. Those of the program can follow any command. */
  options: CommandOption[];
  /** Its first argument. */
  argument: Candidates;
}

/** Values of options that have a parser: commander knows no choices for them. */
const statuses: Record<string, readonly string[]> = {
  'scheduled list --status': scheduledCallStatuses,
  'calls list --status': callStatuses,
  'calls export --status': callStatuses,
};

/** Returns the command tree, with the program at its root. */
export function completionTree(program: CommandUnknownOpts): CommandNode {
  return commandNode(program, '', new Set());
}

function commandNode(
  command: CommandUnknownOpts,
  path: string,
  globalFlags: ReadonlySet<string>,
): CommandNode {
  const help = command.createHelp();
  const options = help
    .visibleOptions(command)
    .map((option) => commandOption(option, path))
    .filter(({ flags }) => !flags.some((flag) => globalFlags.has(flag)));
  const inherited = path === '' ? new Set(options.flatMap(({ flags }) => flags)) : globalFlags;
  return {
    name: command.name(),
    path,
    description: command.description(),
    children: help
      .visibleCommands(command)
      .map((child) => commandNode(child, `${path} ${child.name()}`.trim(), inherited)),
    options,
    argument: candidatesOf(command.registeredArguments[0]),
  };
}

function commandOption(option: Option, path: string): CommandOption {
  const { short, long, description, flags, argChoices } = option;
  return {
    flags: [short, long].flatMap((flag) => flag ?? []),
    description,
    takesValue: option.required || option.optional,
    values: argChoices ?? statuses[`${path} ${long}`] ?? [],
    isFile: /<(?:path|file|folder)/i.test(flags),
  };
}

function candidatesOf(argument: Argument | undefined): Candidates {
  return {
    values: argument?.argChoices ?? [],
    isFile: /^(?:path|file|folder)/i.test(argument?.name() ?? ''),
  };
}
