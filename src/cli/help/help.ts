import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Problem } from '../../domain/problem.ts';
import type { Context, RunWords } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { renderMarkdown } from './render-markdown.ts';
import { topicTexts } from './topic-texts.ts';
import { isTopic } from './topics.ts';

/**
 * `help`: shows a topic, or the help of a command.
 *
 * @throws Problem `unknown_topic`
 */
export async function showHelp(
  { output, terminal, parts }: Context,
  words: string[],
  { program, runWords }: { program: CommandUnknownOpts; runWords: RunWords },
): Promise<ExitCode | undefined> {
  const [word, ...more] = words;
  if (word !== undefined && more.length === 0 && isTopic(word)) {
    const text = topicTexts[word];
    const lines = await renderMarkdown(text, terminal);
    output.result({ topic: word, text }, () => lines);
    return undefined;
  }
  requireCommand(program, words);
  return runWords([...words, '--help'], parts);
}

function requireCommand(program: CommandUnknownOpts, words: string[]): void {
  let command = program;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (!next) {
      throw new Problem('usage', {
        code: 'unknown_topic',
        message: `There is no command or topic "${words.join(' ')}".`,
        hint: 'To list them: voicebot help',
      });
    }
    command = next;
  }
}
