import type { Readable, Writable } from 'node:stream';
import { brokenAtBlanks } from './layout.ts';
import { drawOn, type LiveScreen } from './live/live-screen.ts';
import { defaultRows, statusLine, widthOf } from './live/status-line.ts';
import { printable, printableJson, printableLines } from './printable.ts';
import { openPrompts, type Prompts } from './prompts.ts';
import { type ColourChoice, hasColour } from './screen/colour.ts';
import { concealer } from './secrets.ts';
import { LaidOut, type Printable } from './styled-text.ts';

/** The streams of the process. */
export interface Streams {
  stdin: Readable & { isTTY?: boolean; setRawMode?: (isRaw: boolean) => unknown };
  stdout: Writable & { isTTY?: boolean; columns?: number; rows?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number; rows?: number };
}

export interface TerminalOptions {
  environment: Readonly<Record<string, string | undefined>>;
  /** When to show colours; by default as the environment says. */
  color?: ColourChoice | undefined;
  /** Never prompt. */
  noInput: boolean;
  /** Answer yes to every confirmation. */
  yes: boolean;
  /** Print only results and errors. */
  quiet: boolean;
  /** Shows a text that does not fit on the screen, and returns whether it did; undefined if the user wants none. */
  pager?: ((text: string) => Promise<boolean>) | undefined;
  /** Keeps what is printed, and what is not because of `quiet`. */
  log?: ((text: string) => void) | undefined;
}

/** A line, or a table. */
export type Line = Printable | LaidOut;

/** One line or several. */
export type Lines = Line | readonly Line[];

/**
 * What the operator reads and types. Whatever is printed is cleaned here, for its format: text from outside may contain anything,
 * and no caller has to think of it. Secrets are replaced.
 */
export interface Terminal extends Prompts {
  /** Writes lines of the result to standard output. */
  out(lines: Lines): void;
  /** Does the same, in the user's pager if standard output is a screen on which the lines do not fit. */
  page(lines: Lines): Promise<void>;
  /** Writes the result as one JSON document; by default indented, or on one line with `indent` 0. */
  json(document: unknown, indent?: number): void;
  /**
   * Writes a chunk of a long result; resolves when the reader is ready for the next one. CSV is data, and cleaned only on a screen.
   * @returns false if the reader is gone (`| head`)
   */
  write(chunk: string, format: 'json' | 'csv'): Promise<boolean>;
  /** Writes lines about the work to standard error, unless `--quiet` is set. */
  note(lines: Lines): void;
  /** Writes lines of an error to standard error. */
  err(lines: Lines): void;
  /** Writes lines to the log alone, if one is kept. */
  log(lines: Lines): void;
  /**
   * Shows progress on standard error, in a line that the next one replaces, and that `undefined` or any other output removes.
   * Does nothing unless `showsStatus`.
   */
  status(text: string | undefined): void;
  /** Whether `openScreen` can be called: standard input and output are a screen that can be drawn on. */
  canDraw: boolean;
  /**
   * Takes over the whole screen and the keyboard until it is closed. What is printed meanwhile appears afterwards.
   *
   * @param onKey receives what each key sends: a letter, or `\u0003` for Ctrl-C
   */
  openScreen(onKey: (key: string) => void): LiveScreen<Line>;
  /** Never prints these texts from now on, but dots in their place. */
  conceal(secrets: readonly string[]): void;
  /** Whether `--quiet` is set. */
  isQuiet: boolean;
  /** Whether standard output shows colours. */
  hasColour: boolean;
  /** Whether `status` lines are visible: standard error is a screen that can erase, and `--quiet` is not set. */
  showsStatus: boolean;
  /** Whether standard output is a screen. */
  isInteractive: boolean;
  /** Columns of the screen, or undefined if standard output is not one. */
  width: number | undefined;
  /** The same for standard error. */
  widthErr: number | undefined;
  stdin: Readable;
}

/**
 * Characters after which the event loop gets a turn. Chunks written to a file are freed only then; with promises alone, all rows
 * would stay in memory.
 */
const turnAfter = 65_536;

/** Opens the terminal on the process's streams. */
export function openTerminal(streams: Streams, options: TerminalOptions): Terminal {
  const { stdout, stderr } = streams;
  const status = statusLine(stderr, options);
  const { conceal, concealed } = concealer();
  const colours = {
    out: hasColour(stdout, options.environment, options.color),
    err: hasColour(stderr, options.environment, options.color),
  };
  const plain = (text: Printable) => concealed(printable(text.toString()));
  const { questions, canPrompt } = openPrompts(streams, { ...options, hasColour: colours.err }, plain);
  const render = (line: Line, isPainted: boolean) =>
    typeof line === 'string' ? plain(line) : line.render(isPainted, concealed);
  const fitted = (line: Line, isPainted: boolean, width: number | undefined) => {
    const text = render(line, isPainted);
    return width === undefined || line instanceof LaidOut ? text : brokenAtBlanks(text, width);
  };
  let screen: LiveScreen<Line> | undefined;
  let held: (() => void)[] = [];
  const log = (lines: Lines) => options.log?.(textOf(lines, (line) => render(line, false)));
  const writeLines = (stream: Streams['stderr'], lines: Lines, isPainted: boolean) => {
    status.show(undefined);
    log(lines);
    const text = textOf(lines, (line) => fitted(line, isPainted, widthOf(stream)));
    if (screen) held.push(() => stream.write(text));
    else stream.write(text);
  };
  const openScreen = (onKey: (key: string) => void): LiveScreen<Line> => {
    const drawn = drawOn<Line>(streams, (line) => render(line, colours.out), onKey);
    const close = () => {
      drawn.close();
      screen = undefined;
      for (const print of held) print();
      held = [];
    };
    screen = { ...drawn, close };
    return screen;
  };
  const cleanChunk = (chunk: string, format: 'json' | 'csv') => {
    if (format === 'json') return concealed(printableJson(chunk));
    return concealed(stdout.isTTY ? printableLines(chunk) : chunk);
  };
  let sinceTurn = 0;
  return {
    out: (lines) => writeLines(stdout, lines, colours.out),
    page: async (lines) => {
      if (options.pager && stdout.isTTY) {
        const text = textOf(lines, (line) => fitted(line, colours.out, widthOf(stdout)));
        const isLong = text.split('\n').length > (stdout.rows || defaultRows);
        if (isLong && (await options.pager(text))) return;
      }
      writeLines(stdout, lines, colours.out);
    },
    json: (document, indent = 2) => {
      status.show(undefined);
      stdout.write(`${cleanChunk(JSON.stringify(document, null, indent), 'json')}\n`);
    },
    write: async (chunk, format) => {
      if (stdout.isTTY) status.show(undefined);
      sinceTurn += chunk.length;
      if (sinceTurn > turnAfter) {
        sinceTurn = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return new Promise((resolve) => {
        if (stdout.write(cleanChunk(chunk, format), (error) => resolve(!error))) resolve(!stdout.errored);
      });
    },
    note: (lines) => {
      if (options.quiet) log(lines);
      else writeLines(stderr, lines, colours.err);
    },
    err: (lines) => writeLines(stderr, lines, colours.err),
    log,
    status: (text) => status.show(text === undefined ? undefined : plain(text)),
    canDraw: Boolean(streams.stdin.isTTY && stdout.isTTY) && options.environment['TERM'] !== 'dumb',
    openScreen,
    conceal,
    isQuiet: options.quiet,
    hasColour: colours.out,
    showsStatus: status.isVisible,
    isInteractive: Boolean(stdout.isTTY),
    width: widthOf(stdout),
    widthErr: widthOf(stderr),
    get stdin() {
      return streams.stdin;
    },
    ...questions,
    get canPrompt() {
      return canPrompt();
    },
  };
}

function textOf(lines: Lines, render: (line: Line) => string): string {
  const all = typeof lines === 'string' || 'render' in lines ? [lines] : lines;
  return all.map((line) => `${render(line)}\n`).join('');
}
