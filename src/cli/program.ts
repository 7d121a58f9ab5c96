import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
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
import { addCompletionCommand } from './completion/commands.ts';
import { addConfigCommand } from './config/commands.ts';
import { addContactsCommand } from './contacts/commands.ts';
import type { GlobalOptions, Run, RunWords } from './context.ts';
import { addCronCommand } from './cron/commands.ts';
import { addDncCommand } from './dnc/commands.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { addGroupHelp, addHelpCommand } from './help/commands.ts';
import { addHolidaysCommand } from './holidays/commands.ts';
import { namesOption } from './options/option-values.ts';
import type { Parts } from './parts.ts';
import { addProfilesCommand } from './profiles/commands.ts';
import { addReportCommand } from './reports/commands.ts';
import { addServeCommand } from './serve/commands.ts';
import { addServiceCommand } from './service/commands.ts';
import {
  addAllowCommand,
  addBackupCommand,
  addDemoCommand,
  addDoctorCommand,
  addInitCommand,
  addRestoreCommand,
  addSimulatorCommand,
  addVersionCommand,
} from './setup/commands.ts';
import { UnknownWord } from './suggestions/unknown-word.ts';
import { colourChoices } from './terminal/screen/colour.ts';
import type { Terminal } from './terminal/terminal.ts';
import { addTokensCommand } from './tokens/commands.ts';
import type { AppendToLog } from './unattended/log-file.ts';

/** Runs a command line, and reports its error, if any. @returns the exit code */
export async function runProgram(words: string[], parts: Parts): Promise<ExitCode> {
  let exit: ExitCode = exitCodes.done;
  let globals: () => GlobalOptions = () => ({});
  let terminal: Terminal | undefined;
  let log: AppendToLog | undefined;
  const run: Run = async (act, traits = {}) => {
    const { openContext } = await import('./context.ts');
    const { openLog } = await import('./unattended/log-file.ts');
    log = openLog(traits.log, parts);
    const context = await openContext(globals(), parts, traits);
    terminal = context.terminal;
    try {
      exit = (await act(context)) ?? exitCodes.done;
    } finally {
      context.close();
    }
  };
  const { program, askedHelp } = createProgram(parts, run);
  const profiles: string[] = [];
  program.on('option:profile', (name: string) => profiles.push(name));
  globals = () => ({ ...program.opts(), profiles });
  try {
    await program.parseAsync(words.length === 0 ? ['--help'] : words, { from: 'user' });
    return exit;
  } catch (error) {
    const { endParsing } = await import('./end-parsing.ts');
    const opened = terminal;
    return endParsing(error, { program, askedHelp: askedHelp(), words }, async () => {
      if (opened) return opened;
      // Without a context, such as for a word that is no command, no setting was read either.
      const { openTerminal } = await import('./terminal/terminal.ts');
      const { environment, streams } = parts;
      const { color } = globals();
      return openTerminal(streams, { environment, color, noInput: true, yes: false, quiet: false, log });
    });
  }
}

/** Returns the program with every command, and the command whose help was asked for while a command line was parsed. */
export function createProgram(parts: Pick<Parts, 'streams'>, run: Run) {
  let asked: CommandUnknownOpts | undefined;
  const program = buildProgram(parts, (command) => {
    asked = command;
  });
  addCommands(program, run);
  addGroupHelp(program, run);
  return { program, askedHelp: () => asked };
}

function buildProgram({ streams }: Pick<Parts, 'streams'>, onHelp: (command: CommandUnknownOpts) => void) {
  const program = new Command('voicebot')
    .description('Call your contacts with AI voice agents, now or on a schedule.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--profile <name>', 'use this profile (its own settings and database)')
    .option('--db <path>', 'use this database file')
    .option('--env-file <path>', 'read settings from this file')
    .addOption(new Option('--color <when>', 'show colours').choices(colourChoices))
    .option('--json', 'print one JSON document')
    .option('--csv', 'print lists as CSV')
    .option('--fields <a,b,c>', 'fields to show, in this order', namesOption)
    .option('--no-input', 'never prompt')
    .option('--no-pager', 'never use a pager')
    .option('-y, --yes', 'answer yes to every confirmation')
    .option('-q, --quiet', 'show only results and errors')
    .option('--debug', 'show stack traces and log requests')
    .configureHelp({
      // `endParsing` prints it, so that its texts are loaded only then.
      formatHelp: (command) => {
        onHelp(command);
        return '';
      },
    })
    .configureOutput({
      // Only the version, which holds nothing from outside.
      writeOut: (text) => void (text === '' || streams.stdout.write(text)),
      // `reportError` prints commander's errors, like all others.
      writeErr: () => undefined,
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
  refuseUnknownWords(program);
}

/** Has every command that needs one of its subcommands refuse another word, with those that may have been meant. */
function refuseUnknownWords(command: CommandUnknownOpts): void {
  command.on('command:*', ([word = '']: string[]) => {
    throw new UnknownWord(command, word);
  });
  for (const child of command.commands) if (child.commands.length > 0) refuseUnknownWords(child);
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
    [
      addProcessDueCommand,
      addWatchCommand,
      addServeCommand,
      addCronCommand,
      addServiceCommand,
      addStatusCommand,
      addHaltCommand,
      addResumeCommand,
    ],
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
      addTokensCommand,
      addDemoCommand,
      addSimulatorCommand,
      addCompletionCommand,
      addVersionCommand,
      addHelpCommand,
    ],
  ],
];
