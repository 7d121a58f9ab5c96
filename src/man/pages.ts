import { PassThrough } from 'node:stream';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import {
  type CommandPage,
  describeCommand,
  optionSections,
  type Section,
  subcommands,
} from '../cli/help/describe-command.ts';
import { topicTexts } from '../cli/help/topic-texts.ts';
import { type Topic, topics } from '../cli/help/topics.ts';
import { createProgram } from '../cli/program.ts';
import { markdownToRoff } from './markdown-to-roff.ts';
import {
  bold,
  definition,
  display,
  heading,
  italic,
  lines,
  literal,
  prose,
  reference,
  title,
} from './roff.ts';

/** A man page, named like its file: `voicebot-contacts-import.1`. */
export interface ManPage {
  file: string;
  text: string;
}

/** What every page says of the package. */
export interface Edition {
  version: string;
  /** ISO 8601 */
  date: string;
}

/** Returns the man pages of the program, of every command, and of every topic, made from what `voicebot help` shows. */
export async function manPages(edition: Edition): Promise<ManPage[]> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const { program } = createProgram({ streams }, async () => undefined);
  const commands = await commandPages(program, edition);
  return [...commands, ...Object.entries(topics).map(([topic, about]) => topicPage(topic, about, edition))];
}

async function commandPages(command: CommandUnknownOpts, edition: Edition): Promise<ManPage[]> {
  const page = await describeCommand(command);
  const below = await Promise.all(subcommands(command).map((child) => commandPages(child, edition)));
  const parents = command.parent ? [fileName((await describeCommand(command.parent)).name)] : [];
  const children = subcommands(command).map((child) => `${fileName(page.name)}-${child.name()}`);
  const sections = command.parent ? page.sections : [...page.sections, ...optionSections(command)];
  const body = [
    title(fileName(page.name), 1, edition),
    ...nameSection(fileName(page.name), page.summary),
    ...synopsis(page),
    heading('Description'),
    ...lines(prose(page.summary)),
    ...sections.flatMap((section) => sectionToRoff(section, page)),
    ...exampleSection(page),
    heading('See also'),
    ...seeAlso(
      [...parents, ...children],
      command.parent ? [...page.topics, 'global-options'] : Object.keys(topics),
    ),
  ];
  return [{ file: `${fileName(page.name)}.1`, text: `${body.join('\n')}\n` }, ...below.flat()];
}

function topicPage(topic: string, about: string, edition: Edition): ManPage {
  const name = `voicebot-${topic}`;
  const text = markdownToRoff(topicTexts[topic as Topic]);
  const body = [
    title(name, 7, edition),
    ...nameSection(name, about),
    ...(text[0]?.startsWith('.SH') ? [] : [heading('Description')]),
    ...text.slice(text[0] === '.PP' ? 1 : 0),
    heading('See also'),
    ...seeAlso(
      ['voicebot'],
      Object.keys(topics).filter((other) => other !== topic),
    ),
  ];
  return { file: `${name}.7`, text: `${body.join('\n')}\n` };
}

function fileName(command: string): string {
  return command.replaceAll(' ', '-');
}

function nameSection(name: string, summary: string): string[] {
  const about = summary.charAt(0).toLowerCase() + summary.slice(1).replace(/\.$/, '');
  return [heading('Name'), ...lines(`${literal(name)} \\- ${prose(about)}`)];
}

function synopsis({ name, usage }: CommandPage): string[] {
  const texts = usage.map((line) => `${bold(literal(name))}${withPlaceholders(line.slice(name.length))}`);
  return [
    heading('Synopsis'),
    ...texts.flatMap((text, index) => [...(index > 0 ? ['.br'] : []), ...lines(text)]),
  ];
}

/** Returns flags in bold, and what stands for a value in italics. */
function withPlaceholders(text: string): string {
  return text
    .split(/(<[^>]*>|--?[a-zA-Z][\w-]*)/)
    .map((part) => {
      if (part.startsWith('<')) return italic(literal(part.slice(1, -1)));
      return part.startsWith('-') ? bold(literal(part)) : literal(part);
    })
    .join('');
}

function sectionToRoff({ heading: name, kind, entries }: Section, page: CommandPage): string[] {
  const termOf = (term: string) => {
    if (kind === 'commands') return reference(`${fileName(page.name)}-${term}`, 1);
    return kind === 'topics' ? reference(`voicebot-${term}`, 7) : withPlaceholders(term);
  };
  return [heading(name), ...entries.flatMap(({ term, about }) => definition(termOf(term), prose(about)))];
}

function exampleSection({ examples }: CommandPage): string[] {
  const shown = examples.flatMap((line, index) => {
    if (!line.startsWith('# ')) return display([literal(line)]);
    return [...(index > 0 ? ['.PP'] : []), ...lines(`${prose(line.slice(2))}:`)];
  });
  return shown.length === 0 ? [] : [heading('Examples'), ...shown];
}

function seeAlso(commands: readonly string[], related: readonly string[]): string[] {
  const all = [
    ...commands.map((name) => reference(name, 1)),
    ...related.map((topic) => reference(`voicebot-${topic}`, 7)),
  ];
  return all.map((text, index) => (index < all.length - 1 ? `${text},` : text));
}
