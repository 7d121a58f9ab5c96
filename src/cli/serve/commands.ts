import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Run } from '../context.ts';
import { limitOption, portOption, smallCountOption, timerOption } from '../options/option-values.ts';
import { originOption } from './origin-option.ts';

export function addServeCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('serve')
    .description('answer requests over HTTP: the same job, for other programs')
    .optionsGroup('Where it listens, and to whom:')
    .addOption(
      new Option('--port <number>', 'where to listen; 0 for any free port')
        .argParser(portOption)
        .default(8080),
    )
    .option('--host <address>', 'the address to listen at', '127.0.0.1')
    .addOption(
      new Option('--rate <n>', 'requests a second for each token; 0 for any number')
        .argParser(limitOption)
        .default(100),
    )
    .option('--trust-proxy', 'take the address of a client from the proxy in front (X-Forwarded-For)')
    .addOption(
      new Option(
        '--cors <origin>',
        'let web pages of this origin use it, such as https://crm.example (repeatable)',
      ).argParser(originOption),
    )
    .optionsGroup('Placing due calls:')
    .option('--watch', 'place due calls too, as watch does')
    .addOption(
      new Option('--every <duration>', 'how often to check, with --watch')
        .argParser(timerOption)
        .default(15_000, '15s'),
    )
    .option(
      '--concurrency <n>',
      'how many calls to place at once (default: VOICEBOT_CONCURRENCY)',
      smallCountOption,
    )
    .action((options) =>
      run(async (context) => (await import('./serve.ts')).serve(context, options), {
        placesCalls: true,
        takesProfiles: true,
      }),
    );
}
