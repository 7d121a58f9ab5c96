import { CommanderError } from 'commander';
import { Problem } from '../domain/problem.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printable, printableJson } from './printable.ts';
import type { Terminal } from './terminal.ts';

export interface ErrorStyle {
  json: boolean;
  /** Show where it was thrown. */
  debug: boolean;
}

interface Telling {
  code: string;
  message: string;
  hint: string | undefined;
  exit: ExitCode;
}

/** Tells the operator what went wrong and what to do next, and answers with the exit code for it. */
export function reportError(error: unknown, terminal: Terminal, style: ErrorStyle): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
  // Ctrl-C at a question; inquirer has no class of its own to test for outside its package.
  if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.interrupted;
  // A group of commands without one of them: commander has shown what there is.
  if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage;
  const telling = tell(error);
  if (style.debug && error instanceof Error)
    terminal.err(traceOf(error).split('\n').map(printable).join('\n'));
  if (style.json) {
    const { exit, ...body } = telling;
    terminal.out(printableJson({ success: false, error: body }));
    return exit;
  }
  terminal.err(`${terminal.paintErr.red.bold('error:')} ${printable(telling.message)}`);
  if (telling.hint) terminal.err(terminal.paintErr.dim(printable(telling.hint)));
  return telling.exit;
}

function tell(error: unknown): Telling {
  if (error instanceof Problem) {
    return { code: error.code, message: error.message, hint: error.hint, exit: exitCodes[error.kind] };
  }
  if (error instanceof CommanderError) {
    const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
    const hint = rest.join(' ').trim() || `Run 'voicebot --help' to see what there is.`;
    return {
      code: error.code.replace('commander.', '').replaceAll('-', '_'),
      message,
      hint,
      exit: exitCodes.usage,
    };
  }
  return {
    code: 'unexpected',
    message: `something unexpected went wrong (${error instanceof Error ? error.name : typeof error})`,
    hint: 'Run the same command with --debug to see where; nothing that was recorded is lost.',
    exit: exitCodes.failed,
  };
}

function traceOf(error: Error): string {
  const causes: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) causes.push(one.stack ?? String(one));
  return causes.join('\ncaused by ');
}
