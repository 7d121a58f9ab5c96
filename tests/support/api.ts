import { randomBytes } from 'node:crypto';
import type { Scope } from '../../src/domain/access/scope.ts';
import { writeToken } from '../../src/domain/access/token-text.ts';
import { hashOfToken } from '../../src/operations/access/token-hash.ts';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import type { Operator, RunOptions } from './operator.ts';
import type { Running } from './running.ts';

/** The `CRON_SECRET` of a server that tests start. */
export const cronSecret = 'the-cron-secret-of-the-tests';

/** Adds a token to a database, past the program, which would take a quarter of a second. @returns what it says */
export function addToken(database: string, scope: Scope, clock: { now(): Date }): string {
  const token = writeToken(randomBytes);
  const db = openSqlite(database);
  try {
    db.prepare('insert into tokens (hash, scope, created_at) values (?, ?, ?)').run(
      hashOfToken(token),
      scope,
      clock.now().getTime(),
    );
    return token;
  } finally {
    db.close();
  }
}

/** What a server responded. */
export interface ApiResponse {
  status: number;
  headers: Headers;
  text: string;
  /** The body, parsed as JSON. @throws SyntaxError if it is anything else */
  json: unknown;
}

/** `voicebot serve` of an operator, in a process of its own. */
export interface Api {
  url: string;
  running: Running;
  /** Its token, with the scope `admin`. */
  token: string;
  get(path: string, headers?: Record<string, string>): Promise<ApiResponse>;
  /**
   * Sends a request, with the token, or with the cron secret to the cron route, unless `headers` has an `Authorization`.
   *
   * @param body sent as JSON, unless it is a text
   */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiResponse>;
  /** Returns the lines of its log. */
  log(): Record<string, unknown>[];
}

/** Starts the server of an operator on a free port. It ends with the test. @param words options of the command */
export async function startApi(
  operator: Operator,
  words: readonly string[] = [],
  options?: RunOptions,
): Promise<Api> {
  const token = addToken(operator.database, 'admin', operator.clock);
  const env = { CRON_SECRET: cronSecret, ...options?.env };
  const running = operator.start(['serve', '--port', '0', ...words], { ...options, env });
  const address = / at (http:\S+)\. Press/;
  await running.says(address);
  const url = address.exec(running.stderr())?.[1] ?? '';
  const send: Api['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        Authorization: `Bearer ${path.startsWith('/api/cron/') ? cronSecret : token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  };
  return {
    url,
    running,
    token,
    get: (path, headers) => send('GET', path, undefined, headers),
    send,
    log: () =>
      running
        .stdout()
        .split('\n')
        .filter(Boolean)
        .map((line): Record<string, unknown> => JSON.parse(line)),
  };
}
