import { CommanderError } from 'commander';
import { Problem } from '../domain/problem.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { hintOf } from './hints.ts';
import { forProfile } from './profiles/for-profile.ts';
import { paint, styled } from './terminal/styled-text.ts';
import type { Terminal } from './terminal/terminal.ts';

export interface ErrorStyle {
  json: boolean;
  /** Whether to show the stack trace. */
  debug: boolean;
  /** The command whose help the hint names, such as `voicebot schedule`. */
  command: string;
  /** The profile that the command line named: a hint's commands must be for it too. */
  profile?: string | undefined;
}

/** An error as JSON shows it. */
export interface ErrorView {
  code: string;
  message: string;
  hint: string;
  details?: Readonly<Record<string, unknown>>;
}

/** Shows the operator what went wrong and what to do next. @returns the exit code */
export function reportError(error: unknown, terminal: Terminal, style: ErrorStyle): ExitCode {
  // Ctrl-C at a prompt; inquirer does not export the class.
  if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted;
  // A group of commands without a subcommand: commander has printed its help.
  if (isMissingCommand(error) && !style.json) return exitCodes.usage;
  const seen = errorView(error, `See '${style.command} --help'.`);
  const view = { ...seen, hint: forProfile(seen.hint, style.profile) };
  if (style.debug && error instanceof Error) terminal.err(traceOf(error).split('\n'));
  if (style.json) {
    terminal.json({ success: false, error: view });
  } else {
    terminal.err(styled`${paint.red(paint.bold('error:'))} ${view.message}`);
    terminal.err(paint.dim(view.hint));
  }
  return exitCodeOf(error);
}

/**
 * Returns an error as JSON shows it, always with a hint.
 *
 * @param seeHelp the hint for wrong usage
 */
export function errorView(error: unknown, seeHelp = "See 'voicebot --help'."): ErrorView {
  if (error instanceof Problem) {
    const seeMore = 'Run the same command with --debug to see more.';
    const hint = hintOf(error) ?? (error.kind === 'usage' ? seeHelp : seeMore);
    const details = error.details ? { details: error.details } : {};
    return { code: error.code, message: withFullStop(error.message), hint, ...details };
  }
  if (isMissingCommand(error))
    return { code: 'missing_command', message: 'A command is missing.', hint: seeHelp };
  if (error instanceof CommanderError) {
    const [message = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
    return {
      code: snakeCode(error.code),
      message: asSentence(message),
      hint: suggestion.replace(/^\((.*)\)$/, '$1') || seeHelp,
    };
  }
  return {
    code: 'unexpected',
    message: `Something unexpected went wrong (${error instanceof Error ? error.name : typeof error}).`,
    hint: 'Nothing already recorded is lost. Run the same command with --debug to see where it happened.',
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

/** Returns one of commander's messages in the style of ours. */
function asSentence(message: string): string {
  return withFullStop(message.charAt(0).toUpperCase() + message.slice(1));
}

function withFullStop(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}

function traceOf(error: Error): string {
  const causes: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    causes.push(cause.stack ?? String(cause));
  return causes.join('\ncaused by ');
}
