import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run } from '../context.ts';

export function addServiceCommand(program: CommandUnknownOpts, run: Run): void {
  const service = program
    .command('service')
    .description('set up a service that keeps watch running (systemd, or launchd on macOS)');
  service
    .command('install')
    .description('write the file of the service, and show how to start it')
    .option('--dry-run', 'show what would be written')
    .action((options) =>
      run(async (context) => (await import('./install.ts')).installService(context, options)),
    );
  service
    .command('show')
    .description('show the file of the service')
    .action(() =>
      run(async (context) => (await import('./status.ts')).showService(context), { usesNoSettings: true }),
    );
  service
    .command('status')
    .description('show whether the service is set up and runs, and what it did last (exit code 1 if not)')
    .action(() =>
      run(async (context) => (await import('./status.ts')).serviceStatus(context), { usesNoSettings: true }),
    );
  service
    .command('remove')
    .description('delete the file of the service, and show how to stop it')
    .option('--dry-run', 'show what would be deleted')
    .action((options) =>
      run(async (context) => (await import('./remove.ts')).removeService(context, options), {
        // It may have been removed before.
        newProfile: true,
        usesNoSettings: true,
      }),
    );
}
