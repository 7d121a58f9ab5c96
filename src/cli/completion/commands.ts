import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandTraits, Run } from '../context.ts';
import { shellArgument, shells } from './shells.ts';

const traits: CommandTraits = { newProfile: true, usesNoSettings: true };

export function addCompletionCommand(program: CommandUnknownOpts, run: Run): void {
  const completion = program
    .command('completion')
    .helpCommand(false)
    .description('complete commands, options and your own data in bash, zsh and fish')
    .addArgument(new Argument('<shell>', 'print the script for').choices(shells).argParser(shellArgument))
    .action((shell) =>
      run(async (context) => (await import('./completion.ts')).printScript(context, program, shell), traits),
    );
  const ownShell = () =>
    new Argument('[shell]', 'for this shell (default: yours)').choices(shells).argParser(shellArgument);
  completion
    .command('install')
    .description('put the completion script where your shell finds it')
    .addArgument(ownShell())
    .option('--dry-run', 'show what would be written, without writing it')
    .action((shell, options) =>
      run(
        async (context) => (await import('./install.ts')).install(context, program, shell, options),
        traits,
      ),
    );
  completion
    .command('uninstall')
    .description('remove what install wrote')
    .addArgument(ownShell())
    .option('--dry-run', 'show what would be removed, without removing it')
    .action((shell, options) =>
      run(async (context) => (await import('./install.ts')).uninstall(context, shell, options), traits),
    );
}
