import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a run of the program printed, and how it ended. */
export interface RunResult {
  /** The exit code; null if a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output, parsed as one JSON document. @throws SyntaxError if it is anything else */
  json: unknown;
}

/** The folder and the environment of a process. An undefined variable is not set. */
export interface Launch {
  env: Record<string, string | undefined>;
  cwd: string;
}

/** The built program, still running in a process of its own. */
export interface Running {
  process: ChildProcess;
  /** Returns what it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves once standard output or error contains this; rejects if the program ends first. */
  says(what: string | RegExp): Promise<void>;
  ended: Promise<RunResult>;
}

/** Returns how a run ended. */
export function resultOf(code: number | null, stdout: string, stderr: string): RunResult {
  return {
    code,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout);
    },
  };
}

/** Follows what a process prints until it ends. */
export function follow(child: ChildProcess): Running {
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    notify();
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    notify();
  });
  const ended = once(child, 'close').then(([code]): RunResult => {
    notify();
    return resultOf(typeof code === 'number' ? code : null, stdout, stderr);
  });
  const contains = (what: string | RegExp) => {
    const all = `${stdout}\n${stderr}`;
    return typeof what === 'string' ? all.includes(what) : what.test(all);
  };
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    says: (what) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          if (contains(what)) resolve();
          else if (child.exitCode !== null)
            reject(new Error(`ended without printing ${what}:\n${stdout}\n${stderr}`));
          else return;
          listeners.delete(listener);
        };
        listeners.add(listener);
        listener();
      }),
  };
}
