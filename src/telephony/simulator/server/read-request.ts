import type { IncomingMessage } from 'node:http';
import type { RequestBody } from '../api/handle-request.ts';

/** The largest body accepted, in bytes. */
const bodyLimit = 1024 * 1024;

/** How many bytes of a larger body to read and discard, so that its sender still gets the response. */
const discardLimit = 16 * bodyLimit;

/**
 * Reads a request's body as text.
 * @returns undefined if it is larger than 1 MB
 * @throws if the client disconnects, or sends more than 16 MB
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= bodyLimit) chunks.push(bytes);
    if (size > discardLimit) throw new Error('the body is larger than 16 MB');
  }
  return size <= bodyLimit ? Buffer.concat(chunks).toString() : undefined;
}

/** Returns the URL of a request; undefined if it is invalid. */
export function parseUrl(request: IncomingMessage): URL | undefined {
  const base = 'http://simulator';
  const target = request.url ?? '/';
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}

/** Parses a body as JSON; an empty body becomes `undefined`. */
export function parseBody(body: string): RequestBody {
  if (body === '') return { isJson: true, value: undefined };
  try {
    return { isJson: true, value: JSON.parse(body) };
  } catch {
    return { isJson: false, value: body };
  }
}
