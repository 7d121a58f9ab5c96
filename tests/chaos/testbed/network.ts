import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../../../src/telephony/simulator/calls/random.ts';

const host = '127.0.0.1';

/** A network between the program and Retell. It is slow, and it can go down. */
export interface Network {
  /** The base URL at this end. */
  readonly url: string;
  /** Cuts every connection, loses what is in transit, and refuses new connections. */
  cut(): void;
  /** Accepts connections again, on the same port. */
  restore(): Promise<void>;
  close(): void;
}

/** Opens a network to a port on this machine. Each connection has a latency of up to 60 ms each way. */
export async function openNetwork(toPort: number, random: Random): Promise<Network> {
  const open = new Set<Socket>();
  const track = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(toPort, host);
    track(near);
    track(far);
    const latency = between(random, 0, 60);
    forward(near, far, latency);
    forward(far, near, latency);
  });
  const port = await listen(server, 0);
  const cut = () => {
    if (server.listening) server.close();
    for (const socket of open) socket.destroy();
  };
  return { url: `http://${host}:${port}`, cut, restore: () => reopen(server, port), close: cut };
}

/** Forwards data, which arrives even if its sender is killed meanwhile. */
function forward(from: Socket, to: Socket, latency: number): void {
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), latency));
  from.on('end', () => setTimeout(() => to.end(), latency));
  from.on('close', () => setTimeout(() => to.end(), latency));
  from.on('error', () => undefined);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the network has no port');
  return address.port;
}

/** Tries several times: another program's outgoing connection may briefly use the port. */
async function reopen(server: Server, port: number, tries = 100): Promise<void> {
  if (server.listening) return;
  try {
    await listen(server, port);
  } catch (error) {
    if (tries <= 0) throw error;
    await sleep(50);
    await reopen(server, port, tries - 1);
  }
}
