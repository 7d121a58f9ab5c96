import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../../src/telephony/simulator/calls/random.ts';

const host = '127.0.0.1';

/** A network between the program and Retell: it takes its time, and it can go down. */
export interface Line {
  /** The base URL at this end. */
  readonly url: string;
  /** Cuts every connection, and with them what is on its way, and refuses new ones. */
  cut(): void;
  /** Takes connections again, at the same port. */
  restore(): Promise<void>;
  close(): void;
}

/** Opens a line to a port on this machine, on which each connection is late by up to 60 ms each way. */
export async function openLine(toPort: number, random: Random): Promise<Line> {
  const open = new Set<Socket>();
  const take = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(toPort, host);
    take(near);
    take(far);
    const late = between(random, 0, 60);
    pass(near, far, late);
    pass(far, near, late);
  });
  const port = await listen(server, 0);
  const cut = () => {
    if (server.listening) server.close();
    for (const socket of open) socket.destroy();
  };
  return { url: `http://${host}:${port}`, cut, restore: () => reopen(server, port), close: cut };
}

/** What has been sent arrives, also where its sender has been killed meanwhile. */
function pass(from: Socket, to: Socket, late: number): void {
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), late));
  from.on('end', () => setTimeout(() => to.end(), late));
  from.on('close', () => setTimeout(() => to.end(), late));
  from.on('error', () => undefined);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return address.port;
}

/** Another program's outgoing connection may have been given the port for a moment. */
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
