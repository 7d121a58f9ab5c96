import type { Readable, Writable } from 'node:stream';
import { Chalk, type ChalkInstance } from 'chalk';
import { Problem } from '../../domain/problem.ts';

/** The streams of the process. */
export interface Streams {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
}

export interface TerminalOptions {
  environment: Readonly<Record<string, string | undefined>>;
  /** Never prompt. */
  noInput: boolean;
  /** Answer yes to every confirmation. */
  yes: boolean;
  /** Print only results and errors. */
  quiet: boolean;
}

/** The default of a confirmation, and what happens without a terminal to ask on. */
export type Confirmation = {
  /** What Enter means. */
  default: boolean;
} & (
  | { unattended: 'proceed' }
  | {
      unattended: 'refuse';
      /** The start of the error's sentence, such as `Removing contact 1`. */
      action: string;
    }
);

/** What the operator reads and types. */
export interface Terminal {
  /** Writes a line of the result to standard output. Callers make text from outside `printable` first, here and below. */
  out(text: string): void;
  /**
   * Writes a chunk of a long result as it is; resolves when the reader is ready for the next one.
   * @returns false if the reader is gone (`| head`)
   */
  write(text: string): Promise<boolean>;
  /** Writes a line about the work to standard error, unless `--quiet` is set. */
  note(text: string): void;
  /** Writes a line of an error to standard error. */
  err(text: string): void;
  /**
   * Shows progress on standard error, in a line that the next one replaces, and that `undefined` or any other output removes.
   * Does nothing unless `showsStatus`.
   */
  status(text: string | undefined): void;
  paint: ChalkInstance;
  paintErr: ChalkInstance;
  /** Whether `status` lines are visible: standard error is a screen that can erase, and `--quiet` is not set. */
  showsStatus: boolean;
  /** Whether standard output is a screen. */
  isInteractive: boolean;
  /** Columns of the screen, or undefined if standard output is not one. */
  width: number | undefined;
  /** The same for standard error. */
  widthErr: number | undefined;
  stdin: Readable;
  /** Whether a person can be asked: there is a terminal, and neither `--no-input` nor `--yes` is set. */
  canPrompt: boolean;
  /** Asks for a line of text; Enter accepts the default. @throws an error named `AbortPromptError` if the signal aborts */
  input(question: string, defaultText: string | undefined, signal?: AbortSignal): Promise<string>;
  /** Asks for a line of text and shows asterisks instead. */
  inputSecret(question: string): Promise<string>;
  /** Asks for one of the choices. @throws an error named `AbortPromptError` if the signal aborts */
  choose(question: string, choices: { name: string; value: string }[], signal?: AbortSignal): Promise<string>;
  /** Asks for a confirmation; returns if the operator agrees. @throws Problem `not_confirmed` */
  confirm(question: string, confirmation: Confirmation): Promise<void>;
}

/**
 * Characters after which the event loop gets a turn. Chunks written to a file are freed only then; with promises alone, all rows
 * would stay in memory.
 */
const turnAfter = 65_536;

/** Opens the terminal on the process's streams. Colour follows NO_COLOR, FORCE_COLOR and whether the stream is a screen. */
export function openTerminal(streams: Streams, options: TerminalOptions): Terminal {
  const { stdout, stderr } = streams;
  // Evaluated late, like the getters below: reading `streams.stdin` opens it.
  const canPrompt = () => !options.noInput && !options.yes && Boolean(stderr.isTTY && streams.stdin.isTTY);
  const prompts = () => import('@inquirer/prompts');
  // By default inquirer writes its questions to standard output, among the results.
  const context = () => ({ output: stderr, input: streams.stdin });
  const status = statusLine(stderr, options);
  const writeLine = (stream: Writable, text: string) => {
    status.show(undefined);
    stream.write(`${text}\n`);
  };
  let sinceTurn = 0;
  return {
    out: (text) => writeLine(stdout, text),
    write: async (text) => {
      if (stdout.isTTY) status.show(undefined);
      sinceTurn += text.length;
      if (sinceTurn > turnAfter) {
        sinceTurn = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return new Promise((resolve) => {
        if (stdout.write(text, (error) => resolve(!error))) resolve(!stdout.errored);
      });
    },
    note: (text) => {
      if (!options.quiet) writeLine(stderr, text);
    },
    err: (text) => writeLine(stderr, text),
    status: status.show,
    showsStatus: status.isVisible,
    paint: new Chalk({ level: colourLevel(stdout, options.environment) }),
    paintErr: new Chalk({ level: colourLevel(stderr, options.environment) }),
    isInteractive: Boolean(stdout.isTTY),
    width: stdout.isTTY ? stdout.columns : undefined,
    widthErr: stderr.isTTY ? stderr.columns : undefined,
    get stdin() {
      return streams.stdin;
    },
    get canPrompt() {
      return canPrompt();
    },
    input: async (message, defaultText, signal) => {
      const question = { message, required: true, ...(defaultText ? { default: defaultText } : {}) };
      return (await prompts()).input(question, { ...context(), ...(signal ? { signal } : {}) });
    },
    inputSecret: async (message) => (await prompts()).password({ message, mask: true }, context()),
    choose: async (message, choices, signal) =>
      (await prompts()).select({ message, choices }, { ...context(), ...(signal ? { signal } : {}) }),
    confirm: async (message, confirmation) => {
      if (options.yes) return;
      if (!canPrompt()) {
        if (confirmation.unattended === 'proceed') return;
        throw needsYes(confirmation.action, options);
      }
      const agreed = await (await prompts()).confirm({ message, default: confirmation.default }, context());
      if (!agreed) throw new Problem('usage', { code: 'not_confirmed', message: 'Nothing was changed.' });
    },
  };
}

const eraseLine = '\r\u001b[2K';

function statusLine(stderr: Streams['stderr'], { quiet, environment }: TerminalOptions) {
  const isVisible = Boolean(stderr.isTTY) && !quiet && environment['TERM'] !== 'dumb';
  let isShown = false;
  const show = (text: string | undefined) => {
    if (!isVisible || (text === undefined && !isShown)) return;
    isShown = text !== undefined;
    // A line that wraps could not be erased.
    stderr.write(`${eraseLine}${text?.slice(0, (stderr.columns ?? 80) - 1) ?? ''}`);
  };
  return { isVisible, show };
}

function needsYes(action: string, { noInput }: TerminalOptions): Problem {
  const reason = noInput ? 'with --no-input' : 'here: there is no terminal to ask on';
  return new Problem('usage', {
    code: 'not_confirmed',
    message: `${action} needs --yes ${reason}.`,
    hint: 'Check the command, then run it again with --yes.',
  });
}

/** Follows https://no-color.org and https://force-color.org. */
function colourLevel(stream: { isTTY?: boolean }, environment: TerminalOptions['environment']): 0 | 1 {
  if (environment['NO_COLOR'] || environment['TERM'] === 'dumb') return 0;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 0 : 1;
  return stream.isTTY ? 1 : 0;
}
