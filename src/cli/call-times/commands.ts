import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { callTimesOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';

export function addCallTimesCommand(program: CommandUnknownOpts, run: Run): void {
  const callTimes = program
    .command('call-times')
    .helpCommand(false)
    .description('name the hours at which people may be called');
  callTimes
    .command('list')
    .description('list the presets and your own call times')
    .option(...bySort(callTimesOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) =>
      run(async (context) => (await import('./call-times.ts')).listAllCallTimes(context, options)),
    );
  callTimes
    .command('set')
    .description('give call times a name')
    .argument('<name>', 'such as reminders')
    .argument('<hours>', 'such as "Mon-Fri 08:00-20:00; Sat 09:00-17:00" (see: voicebot help times)')
    .action((name, hours) =>
      run(async (context) => (await import('./call-times.ts')).setNamedCallTimes(context, name, hours)),
    );
  callTimes
    .command('remove')
    .description('remove call times of your own')
    .argument('<name>', 'see: voicebot call-times list')
    .action((name) =>
      run(async (context) => (await import('./call-times.ts')).removeNamedCallTimes(context, name)),
    );
}
