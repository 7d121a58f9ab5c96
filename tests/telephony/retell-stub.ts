import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request that the server received. */
export interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** A server for responses that Retell, and so the simulator, would never send. */
export interface Stub {
  url: string;
  received: ReceivedRequest[];
}

export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

/** Starts a server that runs until the current test finishes. */
export async function openStub(respond: Respond): Promise<Stub> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      received.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text || 'null') });
      respond(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}`, received };
}

/** Returns an address where nothing listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Responds with a status and JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Responds with an error in Retell's form. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): Respond {
  return json(status, { status: 'error', message }, headers);
}

function portOf(address: string | { port: number } | null): number {
  if (address !== null && typeof address === 'object') return address.port;
  throw new Error('the server has no port');
}
