import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startApi } from '../../support/api.ts';
import { openOperator } from '../../support/operator.ts';

const length = 4 * 2 ** 20;

/** Sends a body in pieces, and reads nothing until the last has gone. @returns the first line of the response, or why there is none */
async function sendSlowly(url: string, head: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let said = '';
  socket.on('error', (error) => {
    said = error.message;
  });
  socket.pause();
  socket.write([...head, 'Host: x', 'Connection: close', '', ''].join('\r\n'));
  const isChunked = head.includes('Transfer-Encoding: chunked');
  const piece = 'x'.repeat(length / 16);
  for (let sent = 0; sent < length; sent += piece.length) {
    socket.write(isChunked ? `${piece.length.toString(16)}\r\n${piece}\r\n` : piece);
    // Long enough for a server that does not wait to close the connection.
    await sleep(20);
  }
  if (isChunked) socket.write('0\r\n\r\n');
  socket.setEncoding('latin1').on('data', (text) => {
    said += text;
  });
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
  return said.split('\r\n')[0] ?? '';
}

it('a client that is still sending gets its answer, though it asks to close the connection', async () => {
  const operator = await openOperator();
  const { url, token } = await startApi(operator);
  const authorization = `Authorization: Bearer ${token}`;
  const sized = `Content-Length: ${length}`;
  const chunked = 'Transfer-Encoding: chunked';
  const cases = [
    ['413 Payload Too Large', 'POST /api/contacts', authorization, sized],
    ['413 Payload Too Large', 'POST /api/contacts', authorization, chunked],
    ['401 Unauthorized', 'POST /api/contacts', 'Authorization: Bearer wrong', sized],
    ['401 Unauthorized', 'POST /api/contacts/import', 'Authorization: Bearer wrong', chunked],
    ['401 Unauthorized', 'POST /webhooks/retell/default', 'X-Retell-Signature: v=1,d=0', sized],
  ] as const;
  const answers = cases.map(([, request, ...head]) => sendSlowly(url, [`${request} HTTP/1.1`, ...head]));
  expect(await Promise.all(answers)).toEqual(cases.map(([status]) => `HTTP/1.1 ${status}`));
});
