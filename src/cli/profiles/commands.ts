import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { profileOrders } from '../../operations/ports/paging/orders.ts';
import type { CommandTraits, Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';

/** Works whatever profile is in use, even one that is gone. */
const anyProfile: CommandTraits = { newProfile: true, usesNoSettings: true };

export function addProfilesCommand(program: CommandUnknownOpts, run: Run): void {
  const profiles = program
    .command('profiles')
    .helpCommand(false)
    .description('list, add and remove organisations, each with its own settings and database');
  profiles
    .command('list')
    .description('list profiles, and where their calls go')
    .option(...bySort(profileOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) =>
      run(async (context) => (await import('./list.ts')).listProfiles(context, options), anyProfile),
    );
  profiles
    .command('add')
    .description('add a profile, without any settings yet')
    .argument('<name>', 'such as acme-sydney')
    .action((name) => run(async (context) => (await import('./add.ts')).add(context, name), anyProfile));
  profiles
    .command('use')
    .description('choose the profile for commands that name none, cron’s too')
    .argument('<name>', 'see: voicebot profiles list')
    .action((name) => run(async (context) => (await import('./use.ts')).use(context, name), anyProfile));
  profiles
    .command('remove')
    .description('delete a profile’s settings, and put its database aside')
    .argument('<name>', 'see: voicebot profiles list')
    .action((name) =>
      run(async (context) => (await import('./remove.ts')).remove(context, name), anyProfile),
    );
  profiles
    .command('path')
    .description('show where a profile’s settings and database are')
    .argument('[name]', 'default: the profile in use')
    .action((name) =>
      run(async (context) => (await import('./path.ts')).showPaths(context, name), anyProfile),
    );
}
