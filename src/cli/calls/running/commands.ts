import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Run } from '../../context.ts';
import { countOption, durationOption, smallCountOption } from '../../options/option-values.ts';

const fifteenSeconds = 15_000;

export function addProcessDueCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('process-due')
    .description('place what is due, once; for cron, every minute')
    .option('--limit <n>', 'place at most so many', countOption)
    .option('--concurrency <n>', 'place so many at once (default: VOICEBOT_CONCURRENCY)', smallCountOption)
    .option('--dry-run', 'show what is due; place nothing')
    .action((options) =>
      run(async (context) => (await import('./process-due.ts')).processDueCalls(context, options)),
    );
}

export function addWatchCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('watch')
    .description('place what is due again and again, until told to stop')
    .option('--every <duration>', 'from one look to the next', durationOption, fifteenSeconds)
    .option('--concurrency <n>', 'place so many at once (default: VOICEBOT_CONCURRENCY)', smallCountOption)
    .action((options) => run(async (context) => (await import('./watch.ts')).watchDue(context, options)));
}
