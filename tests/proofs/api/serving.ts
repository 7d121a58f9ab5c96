import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openDatabase } from '../../../src/store/sqlite/connection/database.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { type Simulator, startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import { addToken, cronSecret } from '../../support/api.ts';

/** `voicebot serve` with a simulator and an empty database, for a proof that runs without vitest. */
export interface Serving {
  url: string;
  token: string;
  simulator: Simulator;
  /** Sends a request with the token, or the cron secret where that is needed. */
  send(request: {
    method: string;
    path: string;
    body?: string | undefined;
    headers?: Record<string, string>;
  }): Promise<{ status: number; headers: Headers; text: string }>;
  /** Stops the server. @returns what is wrong: with the database, in its log, or with how it ended */
  close(): Promise<string[]>;
}

export async function openServing(): Promise<Serving> {
  const home = mkdtempSync(join(tmpdir(), 'voicebot-proof-'));
  const database = join(home, 'voicebot.db');
  mkdirSync(dirname(database), { recursive: true });
  openDatabase({ path: database, migrations: resolve('drizzle') }).close();
  const simulator = await startSimulator({});
  const token = addToken(database, 'admin', { now: () => new Date() });
  const server = spawn(
    process.execPath,
    ['bin/voicebot.js', '--db', database, 'serve', '--port', '0', '--rate', '0', '--trust-proxy'],
    {
      env: {
        ...{ PATH: process.env['PATH'], HOME: home, CRON_SECRET: cronSecret, VOICEBOT_CALL_TIMES: 'off' },
        ...{ RETELL_BASE_URL: simulator.url, RETELL_API_KEY: 'key_of_a_proof' },
        ...{ VOICEBOT_FROM_NUMBER: '+61255501234', VOICEBOT_AGENT_ID: 'agent_demo' },
      },
    },
  );
  const url = await addressOf(server);
  let errors = '';
  server.stdout.on('data', (chunk) => {
    for (const line of String(chunk).split('\n'))
      if (/"status":500|"error":/.test(line)) errors += `${line}\n`;
  });
  return {
    url,
    token,
    simulator,
    send: async ({ method, path, body, headers = {} }) => {
      const secret = path.startsWith('/api/cron/') ? cronSecret : token;
      const response = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${secret}`, ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    close: async () => {
      const ended = new Promise<number | null>((done) => server.once('close', done));
      server.kill('SIGTERM');
      const code = await ended;
      await simulator.close();
      const wrong = [
        ...(code === 143 ? [] : [`the server ended with ${code}`]),
        ...errors.split('\n').filter(Boolean),
      ];
      wrong.push(...damageOf(database));
      rmSync(home, { recursive: true, force: true });
      return wrong;
    },
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    server.stderr?.on('data', (chunk) => {
      said += String(chunk);
      const [, url] = / at (http:\S+)\. Press/.exec(said) ?? [];
      if (url) found(url);
    });
    server.once('close', () => failed(new Error(said)));
  });
}

function damageOf(path: string): string[] {
  const db = openSqlite(path);
  try {
    const integrity = db.pragma('integrity_check', { simple: true });
    const foreign = db.pragma('foreign_key_check');
    return [
      ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
      ...(Array.isArray(foreign) && foreign.length === 0
        ? []
        : [`foreign_key_check: ${JSON.stringify(foreign)}`]),
    ];
  } finally {
    db.close();
  }
}
