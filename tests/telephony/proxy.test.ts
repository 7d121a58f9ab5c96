import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectThroughProxy } from '../../src/telephony/retell/retell.ts';
import { openWithDue } from '../operations/calling/due-calls.ts';
import { operatorWith } from '../support/people.ts';
import { deadAddress, json, openStub } from './retell-stub.ts';

/** Starts a proxy that leads every tunnel to this port, or refuses it. @returns what it was asked for */
async function openProxy(target: number | 'refuses') {
  const asked: { host: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((_, response) => response.writeHead(400).end());
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => open.add(socket));
  server.on('connect', (request, socket) => {
    asked.push({ host: request.url, authorization: request.headers['proxy-authorization'] });
    socket.on('error', () => undefined);
    if (target === 'refuses') {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const tunnel = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return { asked, at: (user: string) => `http://${user}127.0.0.1:${address.port}` };
}

const connectionTo = async (baseUrl: string, address: string, except?: string) =>
  connectThroughProxy({ apiKey: 'key_12345678', baseUrl, requestTimeout: 5000 }, { address, except });

const call = {
  reference: 'ref-1',
  fromNumber: '+61255501234',
  toNumber: '+61491570006',
  agentId: 'agent_demo',
  dynamicVariables: {},
  database: '0b8a1c1d-2e3f-4bb0-8f6d-5d0c3c367e0c',
  scheduledCallId: 7,
  attempt: 1,
};

describe('a proxy', () => {
  it('carries requests, with the user and password in its address, and places a call once', async () => {
    const stub = await openStub(json(201, { call_id: 'call_1', call_status: 'registered' }));
    const proxy = await openProxy(Number(new URL(stub.url).port));
    const telephony = await connectionTo('http://retell.example', proxy.at('ann:secret@'));
    expect(await telephony.placeCall(call)).toMatchObject({ kind: 'placed' });
    expect(stub.received).toHaveLength(1);
    expect(proxy.asked).toEqual([
      { host: 'retell.example:80', authorization: `Basic ${Buffer.from('ann:secret').toString('base64')}` },
    ]);
  });

  it('is not used for the hosts that are excepted', async () => {
    const proxy = await openProxy('refuses');
    for (const except of ['retell.invalid', '.invalid', '*', 'other,retell.invalid']) {
      const telephony = await connectionTo('http://retell.invalid', proxy.at(''), except);
      await expect(telephony.listAgents()).rejects.toMatchObject({ code: 'retell_unreachable' });
    }
    expect(proxy.asked).toEqual([]);
  });

  it('that refuses, or is not there, has certainly placed no call', async () => {
    const proxy = await openProxy('refuses');
    for (const address of [proxy.at(''), await deadAddress()]) {
      const telephony = await connectionTo('http://retell.example', address);
      expect(await telephony.placeCall(call)).toMatchObject({ kind: 'unreachable' });
    }
  });
});

describe('HTTPS_PROXY', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('%s is asked for Retell, and never told the key', async (name) => {
    const operator = await operatorWith();
    const proxy = await openProxy('refuses');
    const env = { [name]: proxy.at('ann:pa55w0rd@'), RETELL_BASE_URL: undefined, VOICEBOT_NOW: undefined };
    const ran = await operator.voicebot(['call', '1', '--yes', '--debug'], { env });
    expect(ran).toMatchObject({ code: 75 });
    expect(ran.stdout + ran.stderr).not.toContain('pa55w0rd');
    expect(proxy.asked[0]?.host).toBe('api.retellai.com:443');
  });

  it('is not used for a simulator on this machine', async () => {
    const operator = await openWithDue(1);
    const dead = await deadAddress();
    const env = { HTTPS_PROXY: dead, HTTP_PROXY: dead, http_proxy: dead };
    expect(await operator.voicebot(['process-due'], { env })).toMatchObject({ code: 0 });
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('that is no address is a line', async () => {
    const operator = await operatorWith();
    const env = { HTTPS_PROXY: 'ftp//:x y', RETELL_BASE_URL: undefined, VOICEBOT_NOW: undefined };
    const ran = await operator.voicebot(['call', '1', '--yes', '--json'], { env });
    expect(ran).toMatchObject({ code: 2, json: { error: { code: 'invalid_proxy' } } });
  });
});
