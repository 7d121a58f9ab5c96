import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { GlobalOptions } from '../settings/profile.ts';
import { version } from '../version.ts';
import {
  addCallCommand,
  addCallsCommand,
  addScheduleCommand,
  addScheduledCommand,
} from './calls/commands.ts';
import { addProcessDueCommand, addWatchCommand } from './calls/running/commands.ts';
import { addContactsCommand } from './contacts/commands.ts';
import type { Run, RunWords } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { namesOption } from './options/option-values.ts';
import type { Parts } from './parts.ts';
import {
  addBackupCommand,
  addCompletionCommand,
  addConfigCommand,
  addDemoCommand,
  addDoctorCommand,
  addInitCommand,
  addSimulatorCommand,
} from './setup/commands.ts';

/** Runs one command line. Whatever goes wrong is told here, once. @returns the exit code */
export async function runProgram(words: string[], parts: Parts): Promise<number> {
  let exit: ExitCode = exitCodes.done;
  let globals: () => GlobalOptions = () => ({});
  const run: Run = async (act) => {
    const { createContext } = await import('./context.ts');
    const context = createContext(globals(), parts);
    try {
      exit = (await act(context)) ?? exitCodes.done;
    } finally {
      context.close();
    }
  };
  const asJson = words.includes('--json');
  const program = buildProgram(parts, asJson);
  addCommands(program, run);
  globals = () => program.opts();
  try {
    await program.parseAsync(spelledOut(words), { from: 'user' });
    return exit;
  } catch (error) {
    // Help, or the version, has been shown.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const { environment, streams } = parts;
    const { openTerminal } = await import('./terminal/terminal.ts');
    const { reportError } = await import('./errors.ts');
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

function buildProgram(parts: Parts, asJson: boolean) {
  const program = new Command('voicebot')
    .description('Phone your contacts with Retell voice agents: at once, or scheduled.')
    .version(version, '-V, --version', 'print the version')
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
      writeOut: (text) => void parts.streams.stdout.write(text),
      writeErr: (text) => void (asJson || parts.streams.stderr.write(text)),
      // Told by `reportError`, like every other error.
      outputError: () => undefined,
    })
    .exitOverride();
  return program.helpCommand(false);
}

/** Adds every command, in the groups and the order of the help. */
function addCommands(program: CommandUnknownOpts, run: Run): void {
  for (const [heading, commands] of commandGroups) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, run, runProgram);
  }
}

type AddCommand = (program: CommandUnknownOpts, run: Run, runWords: RunWords) => void;

const commandGroups: readonly [heading: string, commands: readonly AddCommand[]][] = [
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
];
