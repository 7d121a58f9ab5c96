import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { callStatuses } from '../../domain/calls/call.ts';
import { scheduledCallStatuses } from '../../domain/calls/scheduled-call.ts';

/** What may stand in one place of a command line: some words, the name of a file, or anything. */
export interface Place {
  values: readonly string[];
  isFile: boolean;
}

export interface OptionWord extends Place {
  /** `-y`, `--yes` */
  flags: string[];
  description: string;
  takesValue: boolean;
}

/** A command, and what may follow it. */
export interface CommandWord {
  name: string;
  /** The words that lead to it and its own: `scheduled list`; empty for the program. */
  path: string;
  description: string;
  children: CommandWord[];
  /** Its own; those of the program itself stand everywhere. */
  options: OptionWord[];
  /** Its first argument. */
  argument: Place;
}

/** The words of options that take any text to the parser, and mean one of these. */
const statuses: Record<string, readonly string[]> = {
  'scheduled list --status': scheduledCallStatuses,
  'calls list --status': callStatuses,
};

/** The whole command tree as far as it can be completed, the program itself at its root. */
export function completionTree(program: CommandUnknownOpts): CommandWord {
  return commandWord(program, '', new Set());
}

/** @param known the flags that stand everywhere */
function commandWord(command: CommandUnknownOpts, path: string, known: ReadonlySet<string>): CommandWord {
  const help = command.createHelp();
  const options = help
    .visibleOptions(command)
    .map((option) => optionWord(option, path))
    .filter(({ flags }) => !flags.some((flag) => known.has(flag)));
  const everywhere = path === '' ? new Set(options.flatMap(({ flags }) => flags)) : known;
  return {
    name: command.name(),
    path,
    description: command.description(),
    children: help
      .visibleCommands(command)
      .map((child) => commandWord(child, `${path} ${child.name()}`.trim(), everywhere)),
    options,
    argument: placeOf(command.registeredArguments[0]),
  };
}

function optionWord(option: Option, path: string): OptionWord {
  const { short, long, description, flags, argChoices } = option;
  return {
    flags: [short, long].flatMap((flag) => flag ?? []),
    description,
    takesValue: option.required || option.optional,
    values: argChoices ?? statuses[`${path} ${long}`] ?? [],
    isFile: /<(?:path|file|folder)/i.test(flags),
  };
}

function placeOf(argument: Argument | undefined): Place {
  return {
    values: argument?.argChoices ?? [],
    isFile: /^(?:path|file|folder)/i.test(argument?.name() ?? ''),
  };
}
