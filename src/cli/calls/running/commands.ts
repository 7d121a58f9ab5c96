import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Run } from '../../context.ts';
import { countOption, smallCountOption, timerOption } from '../../options/option-values.ts';

const concurrency = [
  '--concurrency <n>',
  'how many calls to place at once (default: VOICEBOT_CONCURRENCY)',
  smallCountOption,
] as const;

export function addProcessDueCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('process-due')
    .description('place due calls once; cron runs this every minute')
    .option('--limit <n>', 'how many calls to place at most', countOption)
    .option(...concurrency)
    .option('--dry-run', 'list due calls without placing them')
    .option('--check', 'check that a run could place calls, without placing any')
    .option('--log <file>', 'print only failures, and append everything to this file (at most 2 MB)')
    .action((options) =>
      run(async (context) => (await import('./process-due.ts')).processDueCalls(context, options), {
        tellsOfHalt: !options.dryRun,
        placesCalls: true,
        log: options.log,
      }),
    );
}

export function addWatchCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('watch')
    .description('keep placing due calls until stopped')
    .addOption(
      new Option('--every <duration>', 'how often to check').argParser(timerOption).default(15_000, '15s'),
    )
    .option(...concurrency)
    .option('--plain', 'print a line for each event, as off a terminal, in place of the live view')
    .option('--log <file>', 'append everything to this file too (at most 2 MB)')
    .action((options) =>
      run(async (context) => (await import('./watch.ts')).watchDue(context, options), {
        tellsOfHalt: true,
        placesCalls: true,
        log: options.log,
      }),
    );
}

export function addStatusCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('status')
    .description('show what is due, in progress and to come, and how campaigns stand')
    .action(() =>
      run(async (context) => (await import('../live/status.ts')).showStatus(context), { tellsOfHalt: true }),
    );
}

export function addHaltCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('halt')
    .description('stop placing calls at once, in every run')
    .option('--reason <text>', 'why; every command shows it')
    .action((options) =>
      run(async (context) => (await import('./halt.ts')).halt(context, options), { tellsOfHalt: true }),
    );
}

export function addResumeCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('resume')
    .description('place calls again after a halt')
    .action(() =>
      run(async (context) => (await import('./halt.ts')).resume(context), {
        tellsOfHalt: true,
        placesCalls: true,
      }),
    );
}
