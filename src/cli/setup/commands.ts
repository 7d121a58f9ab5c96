import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run, RunWords } from '../context.ts';
import { countOption, durationOption, portOption, shareOption, urlOption } from '../options/option-values.ts';

const defaultPort = 4010;
const defaultDemoSpeed = 40;

export function addInitCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('init')
    .description('set up a profile: API key, number to call from, agent, time zone')
    .optionsGroup('Settings:')
    .option('--api-key-stdin', 'read the API key from standard input')
    .option('--from <number>', 'number to call from')
    .option('--agent <id>', 'agent to use')
    .option('--timezone <zone>', 'your time zone, such as Australia/Perth')
    .option('--country <code>', 'country of numbers without +, such as AU')
    .option(
      '--call-times <times>',
      'when people may be called: a preset, a name, hours or off (default: your country’s)',
    )
    .optionsGroup('The check:')
    .option('--no-check', 'skip checking key, number and agent with Retell')
    .action((options) =>
      run(async (context) => (await import('./init.ts')).init(context, options), {
        newProfile: true,
        createsDatabase: true,
      }),
    );
}

export function addAllowCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('allow')
    .description('let all settings of a .env count in its folder, until the file changes')
    .argument('[file]', 'path of the file', '.env')
    .action((file) =>
      run(async (context) => (await import('./env-file/allow.ts')).allow(context, file), {
        usesNoSettings: true,
      }),
    );
}

export function addDoctorCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('doctor')
    .description('check for problems that would stop calls, and how to fix them')
    .action(() =>
      run(async (context) => (await import('./doctor.ts')).doctor(context), { usesNoSettings: true }),
    );
}

export function addBackupCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('backup')
    .description('copy the database safely, even while calls are being placed')
    .argument('<file>', 'path of the copy; must not exist yet')
    .action((file) => run(async (context) => (await import('./backup.ts')).backup(context, file)));
}

export function addRestoreCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('restore')
    .description('put a backup in the place of the database')
    .argument('<file>', 'path of the backup')
    .action((file) => run(async (context) => (await import('./restore.ts')).restore(context, file)));
}

export function addVersionCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('version')
    .description('show the versions of voicebot, Node and SQLite, and the commit that was built')
    .action(() =>
      run(async (context) => (await import('./version.ts')).showVersion(context), {
        newProfile: true,
        usesNoSettings: true,
      }),
    );
}

export function addDemoCommand(program: CommandUnknownOpts, run: Run, runWords: RunWords): void {
  program
    .command('demo')
    .description('show the whole job in a minute, with a temporary database and simulated phones')
    .option('--speed <n>', 'speed-up factor for waits', countOption, defaultDemoSpeed)
    .action(({ speed }) =>
      run(async (context) => (await import('./demo/demo.ts')).demo(context, runWords, speed), {
        usesNoSettings: true,
      }),
    );
}

export function addSimulatorCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('simulator')
    .description('run a local stand-in for Retell; no real phone rings')
    .optionsGroup('The server:')
    .option('--port <n>', 'port to listen on; 0 for any free one', portOption, defaultPort)
    .option('--seed <n>', 'repeat the same calls for the same requests', countOption)
    .option('--speed <n>', 'speed-up factor', countOption, 1)
    .option('--retention <duration>', 'forget calls this long after their end, such as 30d', durationOption)
    .option(
      '--webhook <url>',
      'report calls to this address as Retell does (voicebot help webhooks)',
      urlOption,
    )
    .optionsGroup('The people:')
    .option('--realistic', 'simulate people: who answers depends on the hour where they are')
    .option('--timezone <zone>', 'with --realistic: zone of mobiles (default: Australia/Sydney)')
    .option(
      '--opt-outs <share>',
      'with --realistic: how many ask not to be called again (default: 2%)',
      shareOption,
    )
    .option(
      '--callbacks <share>',
      'with --realistic: how many ask to be called back (default: 6%)',
      shareOption,
    )
    .action((options) =>
      run(async (context) => (await import('./simulator/simulator.ts')).simulate(context, options), {
        newProfile: true,
        createsDatabase: true,
        usesNoSettings: true,
      }),
    );
}
