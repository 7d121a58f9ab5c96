import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run } from '../program.ts';

export function addDemoCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('demo')
    .description('the whole job in under a minute, on a throw-away database against the simulator')
    .action(() => run(async () => undefined));
}
