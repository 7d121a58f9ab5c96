import { CommanderError } from 'commander';
import { snakeCase } from '../domain/contacts/custom-fields.ts';
import { Problem } from '../domain/problem.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { hintOf } from './hints.ts';
import { printable, printableJson } from './terminal/printable.ts';
import type { Terminal } from './terminal/terminal.ts';

export interface ErrorStyle {
  json: boolean;
  /** Show where it was thrown. */
  debug: boolean;
  /** The command whose `--help` would help, such as `voicebot schedule`. */
  command?: string;
}

const seeMore = 'Run the same command with --debug to see more.';

interface Telling {
  code: string;
  message: string;
  hint: string;
  exit: ExitCode;
}

/** Tells the operator what went wrong and what to do next, and answers with the exit code for it. */
export function reportError(error: unknown, terminal: Terminal, style: ErrorStyle): ExitCode {
  // Ctrl-C at a question; inquirer has no class of its own to test for outside its package.
  if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted;
  // A group of commands without one of them: commander has shown what there is.
  if (error instanceof CommanderError && error.code === 'commander.help' && !style.json)
    return exitCodes.usage;
  const telling = tell(error, `Run '${style.command ?? 'voicebot'} --help' to see what there is.`);
  if (style.debug && error instanceof Error)
    terminal.err(traceOf(error).split('\n').map(printable).join('\n'));
  if (style.json) {
    const { exit, ...body } = telling;
    terminal.out(printableJson({ success: false, error: body }));
    return exit;
  }
  terminal.err(`${terminal.paintErr.red.bold('error:')} ${printable(telling.message)}`);
  terminal.err(terminal.paintErr.dim(printable(telling.hint)));
  return telling.exit;
}

function tell(error: unknown, seeHelp: string): Telling {
  if (error instanceof Problem) {
    const hint = hintOf(error) ?? (error.kind === 'usage' ? seeHelp : seeMore);
    return { code: error.code, message: withFullStop(error.message), hint, exit: exitCodes[error.kind] };
  }
  if (error instanceof CommanderError && error.code === 'commander.help') {
    return {
      code: 'missing_command',
      message: 'A command is missing.',
      hint: seeHelp,
      exit: exitCodes.usage,
    };
  }
  if (error instanceof CommanderError) {
    const [message = '', guess = ''] = error.message.replace(/^error: /, '').split('\n');
    const hint = guess.replace(/^\((.*)\)$/, '$1') || seeHelp;
    return {
      code: snakeCase(error.code.replace('commander.', '')),
      message: asSentence(message),
      hint,
      exit: exitCodes.usage,
    };
  }
  return {
    code: 'unexpected',
    message: `Something unexpected went wrong (${error instanceof Error ? error.name : typeof error}).`,
    hint: 'Run the same command with --debug to see where; nothing that was recorded is lost.',
    exit: exitCodes.failed,
  };
}

/** Commander's messages as the others are written. */
function asSentence(message: string): string {
  return withFullStop(message.charAt(0).toUpperCase() + message.slice(1));
}

function withFullStop(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}

function traceOf(error: Error): string {
  const causes: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) causes.push(one.stack ?? String(one));
  return causes.join('\ncaused by ');
}
