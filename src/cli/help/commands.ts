import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run, RunWords } from '../context.ts';
import { topics } from './topics.ts';

export function addHelpCommand(program: CommandUnknownOpts, run: Run, runWords: RunWords): void {
  program
    .command('help')
    .description('show help for a command or a topic')
    .argument('[words...]', 'a command, or one of the topics below')
    .action((words) =>
      run(async (context) => (await import('./help.ts')).showHelp(context, words, { program, runWords }), {
        newProfile: true,
        usesNoSettings: true,
      }),
    );
  program.addHelpText('after', topicList);
}

function topicList(): string {
  const width = Math.max(...Object.keys(topics).map((name) => name.length));
  const lines = Object.entries(topics).map(([name, about]) => `  ${name.padEnd(width)}  ${about}`);
  return `\nTopics (voicebot help <topic>):\n${lines.join('\n')}`;
}
