import type { Operator, Running, RunOptions } from './operator.ts';

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
  get(path: string, headers?: Record<string, string>): Promise<ApiResponse>;
  /** Sends a request. @param body sent as JSON, unless it is a text */
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
  const running = operator.start(['serve', '--port', '0', ...words], options);
  const address = / at (http:\S+)\. Press/;
  await running.says(address);
  const url = address.exec(running.stderr())?.[1] ?? '';
  const send: Api['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
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
