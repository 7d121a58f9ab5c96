import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run } from '../../context.ts';

export function addWhyCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('why')
    .description('explain whether a phone may ring, and when')
    .argument('[contact]', 'id, phone number, or a name or e-mail that matches one contact')
    .option('--scheduled <id>', 'ask about this scheduled call')
    .option('--at <time>', 'ask about this time, as for schedule (default: now, or when the call is due)')
    .action((contact, options) =>
      run(async (context) => (await import('./why.ts')).why(context, contact, options), {
        tellsOfHalt: true,
      }),
    );
}
