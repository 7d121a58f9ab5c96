import type { IncomingMessage } from 'node:http';
import type { RequestBody } from '../api/handle-request.ts';

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

/** Reads JSON; a body of nothing is `undefined`. */
export function parseBody(body: string): RequestBody {
  if (body === '') return { isJson: true, value: undefined };
  try {
    return { isJson: true, value: JSON.parse(body) };
  } catch {
    return { isJson: false, value: body };
  }
}
