import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { type Operator, program } from './operator.ts';
import type { Launch } from './running.ts';

/** The built program on a pseudo-terminal, as a person sees it. */
export interface Screen {
  /** Returns what the screen shows now, without blanks at the ends of lines. */
  text(): string;
  /** Returns everything ever written, including what has scrolled off, without colours. */
  whole(): string;
  /** Returns every byte written, escape codes included. */
  raw(): string;
  /** Whether the program has taken over the whole screen, as an editor does. */
  isTakenOver(): boolean;
  /** Changes the size of the terminal. */
  resize(cols: number, rows: number): void;
  /** Ends the program with a signal, such as `SIGTERM`. */
  signal(name: NodeJS.Signals): void;
  /** Sends keys: `\r` is Enter, `\u0003` Ctrl-C, `\u001b[B` the down arrow. */
  type(keys: string): void;
  /** Resolves once everything written contains this; rejects if the program ends first. */
  says(what: string | RegExp): Promise<void>;
  /** The exit code. */
  ended: Promise<number>;
}

/**
 * Keeps the shell running for a moment after the program, because node-pty drops what is written just before its child ends (seen on
 * Node 20 and 22). The trap keeps Ctrl-C and SIGTERM from ending the shell; the program handles it as always.
 */
const lingering = 'trap : INT TERM; "$@"; code=$?; sleep 0.3; exit $code';

/** Runs the program on a pseudo-terminal of this size until the current test finishes. */
export function openScreen(
  operator: Operator,
  words: readonly string[],
  {
    cols = 100,
    rows = 30,
    command = [],
    ...options
  }: Partial<Launch> & {
    cols?: number;
    rows?: number /** What runs the program, such as `sh -c`. */;
    command?: readonly string[];
  } = {},
): Screen {
  const { env, cwd } = operator.launch(options);
  const emulator = new headless.Terminal({ cols, rows, scrollback: 10_000, allowProposedApi: true });
  const terminal = spawn('sh', ['-c', lingering, 'sh', ...command, process.execPath, program, ...words], {
    cols,
    rows,
    cwd,
    // node-pty passes an undefined variable as the text `undefined`.
    env: Object.fromEntries(
      Object.entries({ TERM: 'xterm-256color', ...env }).filter(([, text]) => text !== undefined),
    ),
  });
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  let raw = '';
  terminal.onData((data) => {
    raw += data;
    emulator.write(data, notify);
  });
  let code: number | undefined;
  const ended = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => {
      // The emulator handles writes in order, so everything before this one is on the screen.
      emulator.write('', () => {
        code = exitCode;
        notify();
        resolve(exitCode);
      });
    });
  });
  onTestFinished(() => {
    if (code === undefined) terminal.kill('SIGKILL');
    emulator.dispose();
  });
  const linesFrom = (first: number) => {
    const { active } = emulator.buffer;
    const lines: string[] = [];
    for (let index = first; index < active.length; index++) {
      const line = active.getLine(index);
      const text = line?.translateToString(true) ?? '';
      if (line?.isWrapped) lines.push(`${lines.pop() ?? ''}${text}`);
      else lines.push(text);
    }
    return lines.join('\n').trimEnd();
  };
  const whole = () => linesFrom(0);
  return {
    text: () => linesFrom(emulator.buffer.active.baseY),
    whole,
    raw: () => raw,
    isTakenOver: () => emulator.buffer.active.type === 'alternate',
    resize: (toCols, toRows) => {
      emulator.resize(toCols, toRows);
      terminal.resize(toCols, toRows);
    },
    signal: (name) => void process.kill(-terminal.pid, name),
    type: (keys) => terminal.write(keys),
    says: (what) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          const all = whole();
          if (typeof what === 'string' ? all.includes(what) : what.test(all)) resolve();
          else if (code !== undefined)
            reject(new Error(`exited with ${code} without printing ${what}:\n${all}`));
          else return;
          listeners.delete(listener);
        };
        listeners.add(listener);
        listener();
      }),
    ended,
  };
}
