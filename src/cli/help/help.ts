import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { unknownCommand } from '../suggestions/unknown-command.ts';
import { describeCommand } from './describe-command.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderPage } from './render-page.ts';
import { topicTexts } from './topic-texts.ts';
import { isTopic, topics } from './topics.ts';

/**
 * `help`: shows a topic, or the help of a command.
 *
 * @throws Problem `unknown_topic`
 */
export async function showHelp(
  { output, terminal }: Context,
  program: CommandUnknownOpts,
  words: readonly string[],
): Promise<undefined> {
  const [word, ...more] = words;
  const command = commandAt(program, words);
  if (!command && word !== undefined && more.length === 0 && isTopic(word)) {
    const text = topicTexts[word];
    const lines = await renderMarkdown(text, terminal);
    if (output.format.json) terminal.json({ topic: word, text });
    else await terminal.page(lines);
    return;
  }
  const page = await describeCommand(command ?? refuse(program, words));
  const lines = await renderPage(page, terminal.width);
  if (output.format.json) terminal.json(page);
  else await terminal.page(lines);
}

function commandAt(program: CommandUnknownOpts, words: readonly string[]): CommandUnknownOpts | undefined {
  let command: CommandUnknownOpts | undefined = program;
  for (const word of words) command = command?.commands.find((child) => child.name() === word);
  return command;
}

function refuse(program: CommandUnknownOpts, words: readonly string[]): never {
  const known = words.findIndex((_, index) => !commandAt(program, words.slice(0, index + 1)));
  const parent = commandAt(program, words.slice(0, known)) ?? program;
  throw unknownCommand(
    { parent, word: words[known] ?? '' },
    { code: 'unknown_topic', what: 'command or topic', also: parent === program ? Object.keys(topics) : [] },
  );
}
