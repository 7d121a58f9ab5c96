import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run } from '../context.ts';

const traits = { newProfile: true, usesNoSettings: true };

/** Adds `help`. */
export function addHelpCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('help')
    .description('show the help of a command, or a topic')
    .argument('[words...]', 'a command such as contacts import, or a topic; see: voicebot help')
    .action((words) => run(async (context) => (await help()).showHelp(context, program, words), traits));
}

/** Adds a hidden `help` to every group of commands, so that `contacts help import` is `help contacts import`. */
export function addGroupHelp(program: CommandUnknownOpts, run: Run): void {
  const add = (command: CommandUnknownOpts, path: readonly string[]) => {
    for (const child of command.commands) add(child, [...path, child.name()]);
    if (command === program || command.commands.length === 0) return;
    command
      .command('help', { hidden: true })
      .argument('[words...]')
      .action((words) =>
        run(async (context) => (await help()).showHelp(context, program, [...path, ...words]), traits),
      );
  };
  add(program, []);
}

const help = () => import('./help.ts');
