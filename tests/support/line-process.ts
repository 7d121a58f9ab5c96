import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Launch, type RunResult, resultOf } from './running.ts';

/** The script that runs command lines of the built program in one process. */
export const lineRunner = fileURLToPath(new URL('run-lines.cjs', import.meta.url));

/** A process that runs command lines of the built program, one after another. */
export interface LineProcess {
  /** @param stdin what standard input has; nothing by default */
  run(words: readonly string[], launch: Launch, stdin?: string | Buffer): Promise<RunResult>;
  /** Resolves once it has ended. */
  end(): Promise<void>;
}

/**
 * Starts such a process. It ends with the worker at the latest, and does not keep it.
 *
 * @param env its environment as it starts: some libraries look at HOME only then
 */
export function startLineProcess(env: Launch['env']): LineProcess {
  const child = spawn(process.execPath, [lineRunner, '--follow'], {
    env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const lines = child.stdio[3];
  if (!(lines instanceof Socket)) throw new TypeError('There is no pipe to the process.');
  child.unref();
  for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
  child.stdin.end();
  const printed = { stdout: '', stderr: '' };
  let settle: () => void = () => undefined;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      printed[name] += chunk;
      settle();
    });
  }
  lines.on('error', () => undefined);
  const closed = once(child, 'close').then(() => settle());

  const runNow = (words: readonly string[], launch: Launch, stdin: string | Buffer) =>
    new Promise<RunResult>((resolve, reject) => {
      Object.assign(printed, { stdout: '', stderr: '' });
      settle = () => {
        const [out, err] = [printed.stdout, printed.stderr].map((text) => /\n@exit (\d+)\n$/.exec(text));
        if (out && err) resolve(resultOf(Number(err[1]), before(out), before(err)));
        else if (child.exitCode !== null || child.signalCode !== null)
          reject(new Error(`The process ended during voicebot ${words.join(' ')}: ${printed.stderr}`));
      };
      const line = { words, ...launch, stdin: Buffer.from(stdin).toString('base64') };
      lines.write(`${JSON.stringify(line)}\n`);
      settle();
    });
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (words, launch, stdin = '') => {
      const result = last.then(() => runNow(words, launch, stdin));
      last = result.catch(() => undefined);
      return result;
    },
    end: async () => {
      lines.end();
      await closed;
    },
  };
}

const before = ({ input, index }: RegExpExecArray) => input.slice(0, index);
