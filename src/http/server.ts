import type { ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type AppOptions, createApp } from './app.ts';
import { cutOffIfStalled } from './cut-off-stalled.ts';

export interface ServerOptions extends Omit<AppOptions, 'stopping'> {
  /** Default 0: any free port. */
  port: number;
  host: string;
}

export interface RunningServer {
  url: string;
  /** Takes no more requests, and resolves once those under way are answered. */
  close(): Promise<void>;
}

/** How long a client may take to send its head and its whole request, ms; and how often that is checked. */
const headersTimeout = 10_000;
const requestTimeout = 60_000;
const checkInterval = 1_000;

/** How long a client may read nothing of its response, ms. */
const readTimeout = 60_000;

/** How long a connection without requests is kept: longer than proxies keep theirs, 60 s, so that they never meet a closed one. */
const keepAliveTimeout = 65_000;

/** How many connections are kept at once; the others are refused. */
const mostConnections = 2_000;

/** How long requests under way have when the server stops, ms. */
const graceForRequests = 30_000;

/**
 * Starts the server.
 *
 * @throws Node's own error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`) if it cannot listen there
 */
export async function startServer({ port, host, ...options }: ServerOptions): Promise<RunningServer> {
  const stopping = new AbortController();
  const { app, settled } = createApp({ ...options, stopping: stopping.signal });
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout,
      connectionsCheckingInterval: checkInterval,
    },
  });
  server.on('request', (_request, response: ServerResponse) => cutOffIfStalled(response, readTimeout));
  server.maxConnections = mostConnections;
  const { port: actual, family, address } = await listen(server, port, host);
  const name = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http://${name}:${actual}`,
    close: async () => {
      stopping.abort();
      await closeServer(server);
      await settled();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address && typeof address === 'object') resolve(address);
      else reject(new Error(`the server listens at ${address}, which is no network address`));
    });
  });
}

/** Connections that are kept alive become idle only after their last response, and `close` waits for them. */
function closeServer(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  const idle = () => 'closeIdleConnections' in server && server.closeIdleConnections();
  const all = () => 'closeAllConnections' in server && server.closeAllConnections();
  return new Promise((resolve) => {
    const closing = setInterval(idle, 50);
    const deadline = setTimeout(all, graceForRequests);
    server.close(() => {
      clearInterval(closing);
      clearTimeout(deadline);
      resolve();
    });
    idle();
  });
}
