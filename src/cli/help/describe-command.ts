import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { commandPath } from '../command-path.ts';
import { examplesOf } from './examples.ts';
import { type Topic, topics } from './topics.ts';

/** Everything that the help of a command says; its man page says the same. */
export interface CommandPage {
  /** `voicebot contacts import` */
  name: string;
  /** A sentence. */
  summary: string;
  /** One line for each way to use it. */
  usage: string[];
  sections: Section[];
  /** Command lines, each below a line that begins with `# ` and says what it does. */
  examples: string[];
  /** Topics to read next. */
  topics: Topic[];
  /** Whether this is the page of the program itself. */
  isProgram: boolean;
}

/** Arguments, options or commands under a heading. */
export interface Section {
  heading: string;
  kind: 'arguments' | 'options' | 'commands' | 'topics';
  entries: Entry[];
}

export interface Entry {
  term: string;
  about: string;
}

/** Returns what the help of a command says. */
export async function describeCommand(command: CommandUnknownOpts): Promise<CommandPage> {
  const name = commandPath(command);
  const isProgram = !command.parent;
  const { examples, topics: related } = await examplesOf(command);
  return {
    name,
    summary: sentence(command.description()),
    usage: usageOf(command, name),
    sections: [
      ...sectionsOf('arguments', describedArguments(command), argumentEntry),
      ...sectionsOf('commands', subcommands(command), commandEntry),
      ...(isProgram ? [topicSection] : optionSections(command)),
    ],
    examples,
    topics: related,
    isProgram,
  };
}

/** Returns the visible subcommands of a command, in the order of its help. */
export function subcommands(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command.createHelp().visibleCommands(command);
}

/** Returns a command's options under their headings; those of the program are the global options. */
export function optionSections(command: CommandUnknownOpts): Section[] {
  return sectionsOf('options', ownOptions(command), optionEntry);
}

/** Returns the options of a command but `--help`, which every command has. */
function ownOptions(command: CommandUnknownOpts): Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
}

/** Returns what an option does, its choices and its default. */
function optionAbout({ description, argChoices, defaultValue, defaultValueDescription }: Option) {
  const [, what = '', note] = /^(.*?)(?: \(default: (.*)\))?$/s.exec(description) ?? [];
  const choices = argChoices ? `: ${listed(argChoices)}` : '';
  const isShown = defaultValue !== undefined && typeof defaultValue !== 'boolean';
  const byDefault = note ?? (isShown ? (defaultValueDescription ?? String(defaultValue)) : undefined);
  return `${what}${choices}${byDefault === undefined ? '' : ` (default: ${byDefault})`}`;
}

const topicSection: Section = {
  heading: 'Topics',
  kind: 'topics',
  entries: Object.entries(topics).map(([term, about]) => ({ term, about: capitalised(about) })),
};

const headings = { arguments: 'Arguments', commands: 'Commands', options: 'Options' };

function sectionsOf<Item extends Argument | CommandUnknownOpts | Option>(
  kind: keyof typeof headings,
  items: readonly Item[],
  entryOf: (item: Item) => Entry,
): Section[] {
  const sections = new Map<string, Entry[]>();
  for (const item of items) {
    const heading = headingOf(item)?.replace(/:$/, '') || headings[kind];
    sections.set(heading, [...(sections.get(heading) ?? []), entryOf(item)]);
  }
  return [...sections].map(([heading, entries]) => ({ heading, kind, entries }));
}

function headingOf(item: Argument | CommandUnknownOpts | Option): string | undefined {
  if ('helpGroupHeading' in item) return item.helpGroupHeading;
  return 'helpGroup' in item && 'commands' in item ? item.helpGroup() : undefined;
}

function usageOf(command: CommandUnknownOpts, name: string): string[] {
  const operands = command.registeredArguments.map(argumentTerm);
  const required = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags);
  const options = ownOptions(command).length > required.length ? ['[options]'] : [];
  const own = [name, ...operands, ...required, ...options].join(' ');
  if (command.commands.length === 0) return [own];
  const group = `${name} <command> [options]`;
  // A list that has commands of its own, such as `calls callbacks`.
  const isUsable = command.registeredArguments.length > 0 || ownOptions(command).length > 0;
  return isUsable && command.parent ? [own, group] : [group];
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** An argument such as `<id>` says all by its name. */
function describedArguments(command: CommandUnknownOpts): Argument[] {
  return command.registeredArguments.filter(({ description }) => description !== '');
}

function argumentEntry(argument: Argument): Entry {
  const { description, argChoices, defaultValue } = argument;
  const choices = argChoices ? `: ${listed(argChoices)}` : '';
  const byDefault = defaultValue === undefined ? '' : ` (default: ${defaultValue})`;
  return { term: argumentTerm(argument), about: `${description}${choices}${byDefault}` };
}

function commandEntry(command: CommandUnknownOpts): Entry {
  return { term: command.name(), about: capitalised(command.description()) };
}

function optionEntry(option: Option): Entry {
  return { term: option.flags, about: optionAbout(option) };
}

function listed(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

function sentence(text: string): string {
  return capitalised(/[.?!]$/.test(text) ? text : `${text}.`);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
