import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { version } from '../version.ts';
import { addAccountsCommand } from './accounts/commands.ts';
import { addCallTimesCommand } from './call-times/commands.ts';
import { addCallCommand, addCallsCommand } from './calls/commands.ts';
import { addPlanCommand, addWhyCommand } from './calls/planning/commands.ts';
import {
  addHaltCommand,
  addProcessDueCommand,
  addResumeCommand,
  addStatusCommand,
  addWatchCommand,
} from './calls/running/commands.ts';
import { addScheduleCommand, addScheduledCommand } from './calls/scheduled/commands.ts';
import { addCampaignsCommand } from './campaigns/commands.ts';
import { addContactsCommand } from './contacts/commands.ts';
import type { GlobalOptions, Run, RunWords } from './context.ts';
import { addDncCommand } from './dnc/commands.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { addHelpCommand } from './help/commands.ts';
import { addHolidaysCommand } from './holidays/commands.ts';
import { namesOption } from './options/option-values.ts';
import type { Parts } from './parts.ts';
import { addProfilesCommand } from './profiles/commands.ts';
import { addReportCommand } from './reports/commands.ts';
import {
  addAllowCommand,
  addBackupCommand,
  addCompletionCommand,
  addConfigCommand,
  addDemoCommand,
  addDoctorCommand,
  addInitCommand,
  addRestoreCommand,
  addSimulatorCommand,
} from './setup/commands.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Runs a command line, and reports its error, if any. @returns the exit code */
export async function runProgram(words: string[], parts: Parts): Promise<ExitCode> {
  let exit: ExitCode = exitCodes.done;
  let globals: () => GlobalOptions = () => ({});
  let terminal: Terminal | undefined;
  const run: Run = async (act, traits = {}) => {
    const { openContext } = await import('./context.ts');
    const context = await openContext(globals(), parts, traits);
    terminal = context.terminal;
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
    await program.parseAsync(words.length === 0 ? ['--help'] : words, { from: 'user' });
    return exit;
  } catch (error) {
    // Help or the version was printed.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const { environment, streams } = parts;
    const { openTerminal } = await import('./terminal/terminal.ts');
    const { reportError } = await import('./errors.ts');
    // Without a context, such as for a word that is no command, no setting was read either.
    terminal ??= openTerminal(streams, { environment, noInput: true, yes: false, quiet: false });
    return reportError(error, terminal, {
      json: asJson,
      debug: words.includes('--debug'),
      command: commandOf(program, words),
    });
  }
}

/** Returns the command that the words begin with, such as `voicebot contacts import`. */
function commandOf(program: CommandUnknownOpts, words: string[]): string {
  const names: string[] = [];
  let command: CommandUnknownOpts | undefined = program;
  for (const word of words.filter((text) => !text.startsWith('-'))) {
    command = command.commands.find((candidate) => candidate.name() === word);
    if (!command) break;
    names.push(word);
  }
  return ['voicebot', ...names].join(' ');
}

function buildProgram(parts: Parts, asJson: boolean) {
  const program = new Command('voicebot')
    .description('Call your contacts with AI voice agents, now or on a schedule.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--profile <name>', 'use this profile (its own settings and database)')
    .option('--db <path>', 'use this database file')
    .option('--env-file <path>', 'read settings from this file')
    .option('--json', 'print one JSON document')
    .option('--csv', 'print lists as CSV')
    .option('--fields <a,b,c>', 'fields to show, in this order', namesOption)
    .option('--no-input', 'never prompt')
    .option('-y, --yes', 'answer yes to every confirmation')
    .option('-q, --quiet', 'show only results and errors')
    .option('--debug', 'show stack traces and log requests')
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20 })
    .configureOutput({
      // Only help and the version, which hold nothing from outside.
      writeOut: (text) => void parts.streams.stdout.write(text),
      writeErr: (text) => void (asJson || parts.streams.stderr.write(text)),
      // `reportError` prints commander's errors, like all others.
      outputError: () => undefined,
    })
    .exitOverride();
  return program.helpCommand(false);
}

/** Adds every command, in the groups and order of the help. */
function addCommands(program: CommandUnknownOpts, run: Run): void {
  for (const [heading, commands] of commandGroups) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, run, runProgram);
  }
}

type AddCommand = (program: CommandUnknownOpts, run: Run, runWords: RunWords) => void;

const commandGroups: readonly [heading: string, commands: readonly AddCommand[]][] = [
  ['Contacts:', [addContactsCommand, addDncCommand]],
  [
    'Calls:',
    [
      addCallCommand,
      addScheduleCommand,
      addScheduledCommand,
      addCampaignsCommand,
      addPlanCommand,
      addWhyCommand,
      addCallsCommand,
      addReportCommand,
    ],
  ],
  [
    'Placing due calls:',
    [addProcessDueCommand, addWatchCommand, addStatusCommand, addHaltCommand, addResumeCommand],
  ],
  ['Calling hours:', [addCallTimesCommand, addHolidaysCommand]],
  [
    'Setup and testing:',
    [
      addInitCommand,
      addConfigCommand,
      addProfilesCommand,
      addAllowCommand,
      addDoctorCommand,
      addBackupCommand,
      addRestoreCommand,
      addAccountsCommand,
      addDemoCommand,
      addSimulatorCommand,
      addCompletionCommand,
      addHelpCommand,
    ],
  ],
];
