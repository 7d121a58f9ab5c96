import { createServer } from 'node:net';

/** Below the ports that systems give to clients (32768 on Linux, 49152 by IANA), which may take any of those while no server listens. */
const [first, last] = [20_000, 32_000];

/** Returns a port that is free now, and that no client's connection takes. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
