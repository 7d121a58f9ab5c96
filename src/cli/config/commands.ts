import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandTraits, Run } from '../context.ts';

const showsSettings: CommandTraits = { usesNoSettings: true };

export function addConfigCommand(program: CommandUnknownOpts, run: Run): void {
  const config = program
    .command('config')
    .helpCommand(false)
    .description('show every setting and where it comes from; change them')
    .action(() => run(async (context) => (await import('./show.ts')).showConfig(context), showsSettings));
  config
    .command('get')
    .description('show one setting')
    .argument('<name>', 'such as VOICEBOT_TIMEZONE, or timezone')
    .action((name) => run(async (context) => (await import('./get.ts')).get(context, name), showsSettings));
  config
    .command('set')
    .description('change a setting in the profile’s file')
    .argument('<name>', 'such as VOICEBOT_TIMEZONE, or timezone')
    .argument('[value]', 'asked for on a terminal, otherwise read from standard input')
    .action((name, value) =>
      run(async (context) => (await import('./set.ts')).set(context, name, value), showsSettings),
    );
  config
    .command('unset')
    .description('remove a setting from the profile’s file')
    .argument('<name>', 'such as VOICEBOT_TIMEZONE, or timezone')
    .action((name) =>
      run(async (context) => (await import('./unset.ts')).unset(context, name), showsSettings),
    );
  config
    .command('path')
    .description('show where the profile’s settings file is')
    .action(() => run(async (context) => (await import('./path.ts')).showPath(context), showsSettings));
  config
    .command('edit')
    .description('open the profile’s settings file in your editor, and check it before it counts')
    .action(() => run(async (context) => (await import('./edit.ts')).edit(context), showsSettings));
}
