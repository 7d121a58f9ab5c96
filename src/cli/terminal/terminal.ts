import type { Readable, Writable } from 'node:stream';
import { Chalk, type ChalkInstance } from 'chalk';
import { Problem } from '../../domain/problem.ts';

/** Where the program reads and writes, as the process gives it. */
export interface Streams {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
}

export interface TerminalOptions {
  environment: Readonly<Record<string, string | undefined>>;
  /** Never ask. */
  noInput: boolean;
  /** Take every confirmation as given. */
  yes: boolean;
  /** Results and errors only. */
  quiet: boolean;
}

/** What the operator reads and is asked. */
export interface Terminal {
  /** A line of result, on standard output. Here and below the caller has made text from outside `printable`. */
  out(text: string): void;
  /**
   * A piece of a long result as it is; resolves when the reader has taken so much that the next may come.
   * @returns false where nobody reads any longer (`| head`)
   */
  write(text: string): Promise<boolean>;
  /** A line about the work, on standard error; silent with `--quiet`. */
  note(text: string): void;
  /** A line of error, on standard error. */
  err(text: string): void;
  /**
   * How the work goes, on standard error: a line that the next one replaces, and that is gone with `undefined` or when
   * anything else is said. Without a screen, and with `--quiet`, nothing.
   */
  status(text: string | undefined): void;
  paint: ChalkInstance;
  paintErr: ChalkInstance;
  /** Whether somebody can see a `status`. */
  showsStatus: boolean;
  /** Whether a person is looking at standard output. */
  isInteractive: boolean;
  /** Columns of the screen, or undefined where there is none. */
  width: number | undefined;
  /** The same for standard error. */
  widthErr: number | undefined;
  stdin: Readable;
  /** Whether a question would be answered by a person, who has not said `--yes`. */
  mayAsk: boolean;
  /** A text with a proposal that Enter takes. */
  ask(question: string, proposal: string | undefined, signal?: AbortSignal): Promise<string>;
  askSecret(question: string): Promise<string>;
  /** @throws an error named `AbortPromptError` if the signal aborts, as does `ask` */
  choose(question: string, choices: { name: string; value: string }[], signal?: AbortSignal): Promise<string>;
  /**
   * Returns if the operator agrees.
   * @param unasked what follows where nobody can be asked: go ahead, or refuse
   * @throws Problem `not_confirmed`
   */
  confirm(question: string, otherwise: { proposal: boolean; unasked: 'go ahead' | 'refuse' }): Promise<void>;
}

/**
 * Characters after which the loop of events has its turn: what was written into a file is let go of only then, and rows that are
 * read and written by promises alone would all stay in memory.
 */
const turnAfter = 65_536;

/** The terminal over the process's streams. Colour follows NO_COLOR, FORCE_COLOR and whether a person is looking. */
export function openTerminal(streams: Streams, options: TerminalOptions): Terminal {
  const { stdout, stderr } = streams;
  // Standard input is opened only where it is asked for.
  const mayAsk = () => !options.noInput && !options.yes && Boolean(stderr.isTTY && streams.stdin.isTTY);
  const prompts = () => import('@inquirer/prompts');
  // inquirer would write its questions into the results.
  const context = () => ({ output: stderr, input: streams.stdin });
  const status = statusLine(stderr, options);
  const say = (stream: Writable, text: string) => {
    status.show(undefined);
    stream.write(`${text}\n`);
  };
  let sinceTurn = 0;
  return {
    out: (text) => say(stdout, text),
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
      if (!options.quiet) say(stderr, text);
    },
    err: (text) => say(stderr, text),
    status: status.show,
    showsStatus: status.isSeen,
    paint: new Chalk({ level: colourLevel(stdout, options.environment) }),
    paintErr: new Chalk({ level: colourLevel(stderr, options.environment) }),
    isInteractive: Boolean(stdout.isTTY),
    width: stdout.isTTY ? stdout.columns : undefined,
    widthErr: stderr.isTTY ? stderr.columns : undefined,
    get stdin() {
      return streams.stdin;
    },
    get mayAsk() {
      return mayAsk();
    },
    ask: async (message, proposal, signal) => {
      const question = { message, required: true, ...(proposal ? { default: proposal } : {}) };
      return (await prompts()).input(question, { ...context(), ...(signal ? { signal } : {}) });
    },
    askSecret: async (message) => (await prompts()).password({ message, mask: true }, context()),
    choose: async (message, choices, signal) =>
      (await prompts()).select({ message, choices }, { ...context(), ...(signal ? { signal } : {}) }),
    confirm: async (message, { proposal, unasked }) => {
      if (options.yes || (!mayAsk() && unasked === 'go ahead')) return;
      if (!mayAsk()) {
        throw notConfirmed(`${message} Nobody could be asked.`, 'Add --yes to go ahead without being asked.');
      }
      const agreed = await (await prompts()).confirm({ message, default: proposal }, context());
      if (!agreed) throw notConfirmed('Not confirmed; nothing was done.');
    },
  };
}

const eraseLine = '\r\u001b[2K';

function statusLine(stderr: Streams['stderr'], { quiet, environment }: TerminalOptions) {
  const isSeen = Boolean(stderr.isTTY) && !quiet && environment['TERM'] !== 'dumb';
  let isThere = false;
  const show = (text: string | undefined) => {
    if (!isSeen || (text === undefined && !isThere)) return;
    isThere = text !== undefined;
    // A line that wraps could not be erased.
    stderr.write(`${eraseLine}${text?.slice(0, (stderr.columns ?? 80) - 1) ?? ''}`);
  };
  return { isSeen, show };
}

function notConfirmed(message: string, hint?: string): Problem {
  return new Problem('usage', { code: 'not_confirmed', message, ...(hint ? { hint } : {}) });
}

/** https://no-color.org, and https://force-color.org. */
function colourLevel(stream: { isTTY?: boolean }, environment: TerminalOptions['environment']): 0 | 1 {
  if (environment['NO_COLOR'] || environment['TERM'] === 'dumb') return 0;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 0 : 1;
  return stream.isTTY ? 1 : 0;
}
