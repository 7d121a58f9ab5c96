import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { addBackupCommand } from './commands/backup.ts';
import { addCallCommand } from './commands/call.ts';
import { addCallsCommand } from './commands/calls.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addConfigCommand } from './commands/config.ts';
import { addContactsCommand } from './commands/contacts.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addInitCommand } from './commands/init.ts';
import { addProcessDueCommand } from './commands/process-due.ts';
import { addScheduleCommand } from './commands/schedule.ts';
import { addScheduledCommand } from './commands/scheduled.ts';
import { addSimulatorCommand } from './commands/simulator.ts';
import { addWatchCommand } from './commands/watch.ts';
import { createContext, type GlobalOptions } from './context.ts';
import { reportError } from './errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { namesOption } from './option-values.ts';
import type { Parts } from './parts.ts';
import type { Run } from './run.ts';
import { openTerminal } from './terminal.ts';

declare const VOICEBOT_VERSION: string;

/** Runs one command line. Whatever goes wrong is told here, once. @returns the exit code */
export async function runProgram(words: string[], parts: Parts): Promise<number> {
  let exit: ExitCode = exitCodes.done;
  let globals: () => GlobalOptions = () => ({});
  const run: Run = async (act) => {
    const context = createContext(globals(), parts);
    try {
      exit = (await act(context)) ?? exitCodes.done;
    } finally {
      context.close();
    }
  };
  const asJson = words.includes('--json');
  const program = buildProgram(run, parts, asJson);
  globals = () => program.opts();
  try {
    await program.parseAsync(spelledOut(words), { from: 'user' });
    return exit;
  } catch (error) {
    const { environment, streams } = parts;
    const terminal = openTerminal(streams, { environment, noInput: true, yes: false, quiet: false });
    return reportError(error, terminal, {
      json: asJson,
      debug: words.includes('--debug'),
      command: commandOf(program, words),
    });
  }
}

/** `voicebot` alone and `voicebot help contacts` mean `--help`. */
function spelledOut(words: string[]): string[] {
  const [first, ...rest] = words;
  if (first === undefined) return ['--help'];
  return first === 'help' ? [...rest, '--help'] : words;
}

/** The command that these words name, as far as they do: `voicebot contacts import`. */
function commandOf(program: CommandUnknownOpts, words: string[]): string {
  const names: string[] = [];
  let command: CommandUnknownOpts | undefined = program;
  for (const word of words.filter((one) => !one.startsWith('-'))) {
    command = command.commands.find((one) => one.name() === word);
    if (!command) break;
    names.push(word);
  }
  return ['voicebot', ...names].join(' ');
}

function buildProgram(run: Run, { streams }: Parts, asJson: boolean) {
  const program = new Command('voicebot')
    .description('Phone your contacts with Retell voice agents: at once, or scheduled.')
    .version(VOICEBOT_VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .option('--profile <name>', 'an organisation: its own settings and its own database')
    .option('--db <path>', 'this database file instead')
    .option('--json', 'one JSON document on standard output')
    .option('--csv', 'lists as CSV on standard output')
    .option('--fields <a,b,c>', 'which fields of a list, in that order', namesOption)
    .option('--no-input', 'never ask')
    .option('-y, --yes', 'take every confirmation as given')
    .option('-q, --quiet', 'results and errors only')
    .option('--debug', 'stack traces and request logs on standard error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void (asJson || streams.stderr.write(text)),
      // Told by `reportError`, like every other error.
      outputError: () => undefined,
    })
    .exitOverride();
  program.helpCommand(false);
  for (const [heading, add] of commandGroups) {
    program.commandsGroup(heading);
    for (const one of add) one(program, run, runProgram);
  }
  return program;
}

const commandGroups = [
  ['People:', [addContactsCommand]],
  ['Calls:', [addCallCommand, addScheduleCommand, addScheduledCommand, addCallsCommand]],
  ['Placing what is due:', [addProcessDueCommand, addWatchCommand]],
  [
    'Setting up and trying out:',
    [
      addInitCommand,
      addConfigCommand,
      addDoctorCommand,
      addBackupCommand,
      addDemoCommand,
      addSimulatorCommand,
      addCompletionCommand,
    ],
  ],
] as const;
