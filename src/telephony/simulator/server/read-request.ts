import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonResponse } from '../api/response.ts';

/** The largest body that is taken, in bytes. */
const bodyLimit = 1024 * 1024;

/** How much of a body that is too large is read to its end, so that its sender hears the answer. */
const discardLimit = 16 * bodyLimit;

/**
 * A request's body as text; undefined if it is too large.
 * @throws when the client goes away, or sends without end
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= bodyLimit) chunks.push(bytes);
    if (size > discardLimit) throw new Error('the body does not end');
  }
  return size <= bodyLimit ? Buffer.concat(chunks).toString() : undefined;
}

/** Where a request goes; undefined if that cannot be read. */
export function parseUrl(request: IncomingMessage): URL | undefined {
  const base = 'http://simulator';
  const target = request.url ?? '/';
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}

/** A body that may be JSON. */
export type Body = { isJson: true; value: unknown } | { isJson: false; value: string };

/** Reads JSON; a body of nothing is `undefined`. */
export function parseBody(body: string): Body {
  if (body === '') return { isJson: true, value: undefined };
  try {
    return { isJson: true, value: JSON.parse(body) };
  } catch {
    return { isJson: false, value: body };
  }
}

/** Answers in JSON. */
export function send(stream: ServerResponse, { status, body, headers }: JsonResponse): void {
  const json = Buffer.from(JSON.stringify(body));
  stream.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': json.length,
  });
  stream.end(json);
}

/** Begins to answer and cuts the connection halfway. */
export function sendHalf(stream: ServerResponse, { status, body }: JsonResponse): void {
  const json = Buffer.from(JSON.stringify(body));
  stream.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': json.length });
  stream.write(json.subarray(0, Math.floor(json.length / 2)), () => stream.destroy());
}

/** Answers with what a proxy in between might say. */
export function sendHtml(stream: ServerResponse, status: number): void {
  stream.writeHead(status, { 'Content-Type': 'text/html' });
  stream.end('<!doctype html><title>Welcome</title><p>This is not the answer you are looking for.</p>');
}
