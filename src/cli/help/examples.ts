import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { pathBelowProgram } from '../command-path.ts';
import { isTopic, type Topic } from './topics.ts';

/** What a command's help shows beside what its definition says. */
export interface Examples {
  /** Command lines, each below a line that begins with `# ` and says what it does. */
  examples: string[];
  /** Topics to read next. */
  topics: Topic[];
}

type LoadText = () => Promise<{ default: string }>;

const scheduling: LoadText = () => import('./examples/scheduling.md');
const calls: LoadText = () => import('./examples/calls.md');
const running: LoadText = () => import('./examples/running.md');
const hours: LoadText = () => import('./examples/hours.md');
const setup: LoadText = () => import('./examples/setup.md');

/** The texts with the examples of each first word; those of all others are in `setup`. A help loads one of them. */
const texts: Readonly<Record<string, LoadText>> = {
  '': () => import('./examples/voicebot.md'),
  contacts: () => import('./examples/contacts.md'),
  dnc: () => import('./examples/do-not-call.md'),
  campaigns: () => import('./examples/campaigns.md'),
  call: scheduling,
  schedule: scheduling,
  scheduled: scheduling,
  plan: scheduling,
  why: scheduling,
  calls,
  report: calls,
  'process-due': running,
  watch: running,
  serve: running,
  tokens: running,
  cron: running,
  service: running,
  status: running,
  halt: running,
  resume: running,
  'call-times': hours,
  holidays: hours,
};

const nothing: Examples = { examples: [], topics: [] };

/** Of a group of commands, the first example of each of this many commands is shown. */
const linesOfGroup = 4;

/** Returns the examples of a command. */
export async function examplesOf(command: CommandUnknownOpts): Promise<Examples> {
  const path = pathBelowProgram(command);
  const [word = ''] = path.split(' ');
  const { default: text } = await (texts[word] ?? setup)();
  const all = readExamples(text);
  const own = all.get(path || command.name());
  if (own || command.commands.length === 0) return own ?? nothing;
  const children = command.createHelp().visibleCommands(command).map(pathBelowProgram);
  const found = children.flatMap((child) => all.get(child) ?? []);
  return {
    examples: found.slice(0, linesOfGroup).flatMap(({ examples }) => examples.slice(0, 2)),
    topics: [...new Set(found.flatMap(({ topics }) => topics))],
  };
}

/** Returns the examples in a text by the command's name, such as `contacts import`. */
function readExamples(text: string): ReadonlyMap<string, Examples> {
  return new Map(text.split(/^## /m).slice(1).map(readSection));
}

function readSection(section: string): [name: string, Examples] {
  const [, name = '', code = '', related = ''] =
    /^(.+)\n\n```sh\n(.*?)\n```\n(?:\nSee: ([^\n]*))?/s.exec(section) ?? [];
  return [name, { examples: code.split('\n'), topics: related.split(', ').filter(isTopic) }];
}
