import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as it reached the server. */
export interface Reached {
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** A server that answers as it is told to, for answers that no simulator of Retell would give. */
export interface Stub {
  url: string;
  reached: Reached[];
}

export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

/** Serves for the duration of the test that is running. */
export async function openStub(respond: Respond): Promise<Stub> {
  const reached: Reached[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      reached.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text || 'null') });
      respond(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, reached };
}

/** An address on which nobody listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Answers with this status and JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Retell's own shape of an error. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): Respond {
  return json(status, { status: 'error', message }, headers);
}

function portOf(address: string | { port: number } | null): number {
  if (address !== null && typeof address === 'object') return address.port;
  throw new Error('the server has no port');
}
