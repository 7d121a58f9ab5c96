import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { callStatuses } from '../../domain/calls/call-status.ts';
import { dispositions } from '../../domain/calls/outcomes/disposition.ts';
import { scheduledCallStatuses } from '../../domain/calls/scheduled-call.ts';
import {
  accountOrders,
  callbackOrders,
  callOrders,
  callTimesOrders,
  campaignOrders,
  holidayOrders,
  plannedCallOrders,
  profileOrders,
  scheduledCallOrders,
  suppressionOrders,
  tagOrders,
  tokenOrders,
} from '../../operations/ports/paging/orders.ts';
import { topics } from '../help/topics.ts';
import { type CompletionKind, kindOfArgument, kindOfOption } from './kinds.ts';

/** What can follow at some point of a command line: one of these values, a file name, data, or, if none of these, any text. */
export interface Candidates {
  values: readonly string[];
  isFile: boolean;
  /** What voicebot is asked for. */
  kind?: CompletionKind | undefined;
  /** The values with descriptions, if they have any. */
  named?: readonly { name: string; description: string }[] | undefined;
}

/** What an argument of a command takes. */
export interface Operand extends Candidates {
  /** Whether all that follow are the same. */
  isRepeated: boolean;
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
  /** Its arguments. */
  operands: Operand[];
}

/** As people write them. */
const typedDispositions = dispositions.map((name) => name.replaceAll('_', '-'));

/** Keys of lists, as `--sort` takes them: each for both directions. */
function bothWays(orders: readonly string[]): string[] {
  return [...orders, ...orders.map((order) => `-${order}`)];
}

/** Values of options that have a parser: commander knows no choices for them. */
const parsedValues: Record<string, readonly string[]> = {
  'scheduled list --status': scheduledCallStatuses,
  'calls list --status': callStatuses,
  'calls export --status': callStatuses,
  'calls list --disposition': typedDispositions,
  'calls export --disposition': typedDispositions,
  'schedule --last-outcome': typedDispositions,
  'scheduled list --sort': bothWays(scheduledCallOrders),
  'calls list --sort': bothWays(callOrders),
  'calls export --sort': bothWays(callOrders),
  'calls callbacks --sort': bothWays(callbackOrders),
  'campaigns list --sort': bothWays(campaignOrders),
  'plan --sort': bothWays(plannedCallOrders),
  'dnc list --sort': bothWays(suppressionOrders),
  'holidays list --sort': bothWays(holidayOrders),
  'accounts list --sort': bothWays(accountOrders),
  'call-times list --sort': bothWays(callTimesOrders),
  'contacts tags --sort': bothWays(tagOrders),
  'tokens list --sort': bothWays(tokenOrders),
  'profiles list --sort': bothWays(profileOrders),
};

/** Returns the command tree, with the program at its root. */
export function completionTree(program: CommandUnknownOpts): CommandNode {
  const root = commandNode(program, '', new Set());
  const commands = root.children.filter(({ name }) => name !== 'help');
  const named = Object.entries(topics).map(([name, description]) => ({ name, description }));
  const words = [...commands, ...named.map((topic) => ({ ...topic, children: [] }))].map((word) =>
    helpWord(word, 'help'),
  );
  const isHelp = ({ name }: CommandNode) => name === 'help';
  const children = root.children.map((child) =>
    isHelp(child) ? { ...child, children: words, operands: [] } : child,
  );
  return { ...root, children };
}

/** Returns a word after `help`: a topic, or a command with those below it. */
function helpWord(
  { name, description, children }: Pick<CommandNode, 'name' | 'description' | 'children'>,
  after: string,
): CommandNode {
  const path = `${after} ${name}`;
  return {
    ...{ name, path, description, options: [], operands: [] },
    children: children.map((child) => helpWord(child, path)),
  };
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
    operands: command.registeredArguments.map((argument, index) => operandOf(argument, path, index)),
  };
}

function commandOption(option: Option, path: string): CommandOption {
  const { short, long, description, flags, argChoices } = option;
  return {
    flags: [short, long].flatMap((flag) => flag ?? []),
    description,
    takesValue: option.required || option.optional,
    values: argChoices ?? parsedValues[`${path} ${long}`] ?? [],
    isFile: /<(?:path|file|folder)/i.test(flags),
    kind: kindOfOption(path, long),
  };
}

function operandOf(argument: Argument, path: string, index: number): Operand {
  return {
    values: argument.argChoices ?? [],
    isFile: /^(?:path|file|folder)/i.test(argument.name()),
    kind: kindOfArgument(path, index),
    isRepeated: argument.variadic,
  };
}
