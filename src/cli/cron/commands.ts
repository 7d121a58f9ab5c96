import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run } from '../context.ts';

export function addCronCommand(program: CommandUnknownOpts, run: Run): void {
  const cron = program.command('cron').description('set up cron, so that due calls are placed every minute');
  cron
    .command('install')
    .description('add a line to your crontab, rehearsed as cron will run it; the rest stays as it is')
    .option('--dry-run', 'show what would be written')
    .action((options) =>
      run(async (context) => (await import('./install.ts')).installCron(context, options)),
    );
  cron
    .command('show')
    .description('show the lines of this profile in your crontab')
    .action(() =>
      run(async (context) => (await import('./show.ts')).showCron(context), {
        newProfile: true,
        usesNoSettings: true,
      }),
    );
  cron
    .command('status')
    .description('show whether cron is set up and runs, and what its last run did (exit code 1 if not)')
    .action(() =>
      run(async (context) => (await import('./status.ts')).cronStatus(context), { usesNoSettings: true }),
    );
  cron
    .command('remove')
    .description('remove the lines of this profile from your crontab')
    .option('--dry-run', 'show what would be taken out')
    .action((options) =>
      run(async (context) => (await import('./remove.ts')).removeCron(context, options), {
        // It may have been removed before.
        newProfile: true,
        usesNoSettings: true,
      }),
    );
}
