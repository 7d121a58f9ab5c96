import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { node, program } from '../timed-process.ts';

/** A server in a process of its own. */
export interface BenchedServer {
  url: string;
  /** Its memory now, MB. */
  megabytes(): number;
  close(): void;
}

const environmentOf = (database: string) => ({
  PATH: process.env['PATH'],
  HOME: dirname(database),
  VOICEBOT_DB: database,
  VOICEBOT_FROM_NUMBER: '+61255501234',
  VOICEBOT_AGENT_ID: 'agent_demo',
  RETELL_API_KEY: 'key_of_the_benchmark',
  RETELL_BASE_URL: 'http://127.0.0.1:9',
});

/** Creates a token that may do everything. */
export function createToken(database: string): string {
  const words = [program, 'tokens', 'create', '--scope', 'admin', '--quiet'];
  return execFileSync(node, words, { env: environmentOf(database), encoding: 'utf8' }).trim();
}

/** Starts `voicebot serve` on this database. */
export function startOurs(database: string, more: Record<string, string> = {}): Promise<BenchedServer> {
  return start(
    [program, 'serve', '--port', '0', '--rate', '0'],
    { ...environmentOf(database), ...more },
    / at (http:\S+)\. /,
  );
}

/** Builds and starts the bare server. */
export async function startBare(database: string): Promise<BenchedServer> {
  const file = join(import.meta.dirname, 'http', 'bare-server.mjs');
  await build({
    input: 'tests/bench/http/bare-server.ts',
    platform: 'node',
    external: ['better-sqlite3'],
    logLevel: 'silent',
    output: { file, format: 'esm', codeSplitting: false },
  });
  return start([file, database], { PATH: process.env['PATH'] }, /(http:\S+)/);
}

function start(
  words: readonly string[],
  env: Record<string, string | undefined>,
  address: RegExp,
): Promise<BenchedServer> {
  const child = spawn(node, words, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer) => {
      if (said.length < 4000) said += chunk;
      const [, url] = address.exec(said) ?? [];
      if (url === undefined) return;
      const megabytes = () => {
        const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
        return Number(kB) / 1024;
      };
      resolve({ url, megabytes, close: () => void child.kill('SIGKILL') });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', (code) => reject(new Error(`${words.join(' ')} ended with ${code}: ${said}`)));
  });
}
