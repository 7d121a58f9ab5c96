import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { cutOffIfStalled } from '../../../src/http/cut-off-stalled.ts';

const length = 32 * 2 ** 20;
const after = 500;

/**
 * Serves more than the system keeps for a client, and cuts off one that reads nothing of it.
 *
 * @param answeredAfter ms
 * @returns a connection that has asked for it
 */
async function asking(answeredAfter = 0): Promise<Socket> {
  const server = createServer(async (_request, response) => {
    cutOffIfStalled(response, after);
    await sleep(answeredAfter);
    response.setHeader('Content-Length', length);
    response.end(Buffer.alloc(length));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const socket = connect(address.port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  return socket;
}

/** Reads, with a pause (ms) after `every` bytes. @returns how many bytes came before the connection was closed */
async function read(socket: Socket, every: number, pause: number): Promise<number> {
  let [bytes, next] = [0, every];
  socket.on('error', () => undefined);
  for await (const piece of socket) {
    bytes += piece.length;
    if (bytes < next) continue;
    next += every;
    await sleep(pause);
  }
  return bytes;
}

it('a client that reads nothing of its response is cut off', async () => {
  const socket = await asking();
  await sleep(4 * after);
  expect(await read(socket, length, 0)).toBeLessThan(length);
});

it('a client that reads slowly is not', async () => {
  expect(await read(await asking(), length / 8, after / 2)).toBeGreaterThan(length);
});

it('nor is a client that waits long for its response', async () => {
  expect(await read(await asking(3 * after), length, 0)).toBeGreaterThan(length);
});
