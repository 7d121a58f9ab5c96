import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import type { Simulator, SimulatorOptions } from '../../src/telephony/simulator/simulator.ts';
import { startSimulator } from '../../src/telephony/simulator/simulator.ts';
import { compiledBefore } from './compile-cache.ts';
import { type LineProcess, startLineProcess } from './line-process.ts';
import { ManualClock } from './manual-clock.ts';
import { writeNewDatabase } from './new-database.ts';
import { follow, type Launch, type Running, type RunResult } from './running.ts';

/** The built program. */
export const program = fileURLToPath(new URL('../../bin/voicebot.js', import.meta.url));

export interface RunOptions {
  stdin?: string | Buffer;
  /** Added to the operator's environment; undefined unsets a variable. */
  env?: Record<string, string | undefined>;
  cwd?: string;
}

/** A person with a machine of their own: a home folder, the built program, and a simulated Retell with the same clock. */
export interface Operator {
  home: string;
  /** The path of the default profile's database. */
  database: string;
  clock: ManualClock;
  simulator: Simulator;
  /** Runs the program to its end. */
  voicebot(words: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Runs the program with `--json`. @returns its document */
  json(words: readonly string[], options?: RunOptions): Promise<unknown>;
  start(words: readonly string[], options?: RunOptions): Running;
  /** Runs a script, given with its arguments. */
  node(words: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Returns how this operator's processes are launched. */
  launch(options?: Partial<Launch>): Launch;
  /** Runs a line in a shell with `voicebot` on its PATH. */
  shell(line: string, options?: RunOptions): Promise<RunResult>;
  /** Writes a file in the home folder. @returns its path */
  file(name: string, content: string | Buffer): string;
  /** Reads rows of the database, past the program. */
  rows(sql: string): Record<string, unknown>[];
}

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

export interface OperatorOptions extends SimulatorOptions {
  /** Whether their default profile has a database already, empty as the program makes it. True by default. */
  hasDatabase?: boolean;
  /**
   * Whether command lines run one after another in one process, for tests of what they print: each would take
   * ten times as long to start as to run. False by default.
   */
  sharesProcess?: boolean;
}

/** Sets up an operator until the current test finishes. */
export async function openOperator({
  hasDatabase = true,
  sharesProcess = false,
  ...options
}: OperatorOptions = {}): Promise<Operator> {
  const home = mkdtempSync(join(tmpdir(), 'voicebot-test-'));
  const clock = new ManualClock();
  const simulator = await startSimulator({ clock, ...options });
  const running = new Set<ChildProcess>();
  onTestFinished(async () => {
    for (const child of running) child.kill('SIGKILL');
    await shared?.end();
    await simulator.close();
    rmSync(home, { recursive: true, force: true });
  });

  const launch = ({ env, cwd = home }: Partial<Launch> = {}): Launch => ({
    env: {
      ...compiledBefore(),
      PATH: process.env['PATH'],
      HOME: home,
      RETELL_BASE_URL: simulator.url,
      RETELL_API_KEY: 'key_of_the_test_account',
      VOICEBOT_FROM_NUMBER: '+61255501234',
      VOICEBOT_AGENT_ID: 'agent_demo',
      VOICEBOT_NOW: clock.now().toISOString(),
      PAGER: 'cat',
      ...env,
    },
    cwd,
  });
  const run = (command: string, words: readonly string[], options: RunOptions): Running => {
    const child = spawn(command, words, launch(options));
    running.add(child);
    void once(child, 'close').then(() => running.delete(child));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin);
    return follow(child);
  };
  const start = (words: readonly string[], options: RunOptions = {}) =>
    run(process.execPath, [program, ...words], options);
  let shared: LineProcess | undefined;
  const inShared = (words: readonly string[], options: RunOptions) => {
    shared ??= startLineProcess(launch().env);
    return shared.run(words, launch(options), options.stdin);
  };
  const shell = (line: string, options: RunOptions = {}) => {
    const commands = join(home, '.bin');
    mkdirSync(commands, { recursive: true });
    if (!existsSync(join(commands, 'voicebot'))) symlinkSync(program, join(commands, 'voicebot'));
    const PATH = [commands, dirname(process.execPath), process.env['PATH']].join(':');
    return run('bash', ['-c', line], { ...options, env: { PATH, ...options.env } }).ended;
  };
  const voicebot = (words: readonly string[], options: RunOptions = {}) =>
    sharesProcess ? inShared(words, options) : start(words, options).ended;
  const database = join(home, '.local/share/voicebot/default/voicebot.db');
  if (hasDatabase) writeNewDatabase(database);
  return {
    home,
    database,
    clock,
    simulator,
    launch,
    start,
    shell,
    voicebot,
    node: (words, options = {}) => run(process.execPath, words, options).ended,
    json: async (words, options) => (await voicebot([...words, '--json'], options)).json,
    file: (name, content) => {
      const path = join(home, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    rows: (sql) => {
      const db = openSqlite(database, { readonly: true });
      try {
        return rowsSchema.parse(db.prepare(sql).all());
      } finally {
        db.close();
      }
    },
  };
}
