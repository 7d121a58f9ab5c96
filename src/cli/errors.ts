import { CommanderError } from 'commander';
import { Problem } from '../domain/problem.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { hintOf } from './hints.ts';
import { printable, printableJson } from './terminal/printable.ts';
import type { Terminal } from './terminal/terminal.ts';

export interface ErrorStyle {
  json: boolean;
  /** Show where it was thrown. */
  debug: boolean;
  /** The command whose help would help, such as `voicebot schedule`. */
  command: string;
}

/** An error as programs are shown it. */
export interface ErrorView {
  code: string;
  message: string;
  hint: string;
}

/** Tells the operator what went wrong and what to do next. @returns the exit code */
export function reportError(error: unknown, terminal: Terminal, style: ErrorStyle): ExitCode {
  // Ctrl-C at a question; inquirer exports no class to test for.
  if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted;
  // A group of commands without one of them: commander has shown them.
  if (isMissingCommand(error) && !style.json) return exitCodes.usage;
  const { code, message, hint } = errorView(error, `See '${style.command} --help'.`);
  if (style.debug && error instanceof Error)
    terminal.err(traceOf(error).split('\n').map(printable).join('\n'));
  if (style.json) {
    terminal.out(printableJson({ success: false, error: { code, message, hint } }));
  } else {
    terminal.err(`${terminal.paintErr.red.bold('error:')} ${printable(message)}`);
    terminal.err(terminal.paintErr.dim(printable(hint)));
  }
  return exitCodeOf(error);
}

/**
 * Returns an error as programs are shown it. There is always a hint.
 *
 * @param seeHelp the hint for wrong usage
 */
export function errorView(error: unknown, seeHelp = "See 'voicebot --help'."): ErrorView {
  if (error instanceof Problem) {
    const seeMore = 'Run the same command with --debug to see more.';
    const hint = hintOf(error) ?? (error.kind === 'usage' ? seeHelp : seeMore);
    return { code: error.code, message: withFullStop(error.message), hint };
  }
  if (isMissingCommand(error))
    return { code: 'missing_command', message: 'A command is missing.', hint: seeHelp };
  if (error instanceof CommanderError) {
    const [message = '', guess = ''] = error.message.replace(/^error: /, '').split('\n');
    return {
      code: snakeCode(error.code),
      message: asSentence(message),
      hint: guess.replace(/^\((.*)\)$/, '$1') || seeHelp,
    };
  }
  return {
    code: 'unexpected',
    message: `Something unexpected went wrong (${error instanceof Error ? error.name : typeof error}).`,
    hint: 'Run the same command with --debug to see where; nothing that was recorded is lost.',
  };
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Problem) return exitCodes[error.kind];
  return error instanceof CommanderError ? exitCodes.usage : exitCodes.failed;
}

function isMissingCommand(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help';
}

/** Returns `unknown_option` for `commander.unknownOption`. */
function snakeCode(code: string): string {
  return code.replace('commander.', '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Returns one of commander's messages as the others are written. */
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
