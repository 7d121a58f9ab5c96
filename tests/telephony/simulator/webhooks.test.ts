import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import Retell from 'retell-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openAccount } from '../../support/retell-account.ts';

const until = async (isDone: () => boolean) => {
  const deadline = performance.now() + 10_000;
  while (!isDone() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isDone()).toBe(true);
};

interface Received {
  event: string;
  call: Record<string, unknown>;
  isSigned: boolean;
}

const bodySchema = z.object({ event: z.string(), call: z.record(z.string(), z.unknown()) });

/** Opens a server that answers webhooks with these statuses in turn, the last of them from then on. */
async function openSink(...statuses: [number, ...number[]]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const isSigned = await Retell.verify(body, 'key_test', String(request.headers['x-retell-signature']));
    const { event, call } = bodySchema.parse(JSON.parse(body));
    received.push({ event, call, isSigned });
    response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}/webhooks`, received };
}

describe('the webhooks of simulated calls', () => {
  it('tell of a conversation as it begins, as it ends, and as it is analysed, signed with the key of the account', async () => {
    const { url, received } = await openSink(204);
    const account = await openAccount({ webhook: url, analysisDelayMs: 5000 });
    account.simulator.script('+61491570006', { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 60 });
    await account.create({ metadata: { voicebot_reference: 'vb_1' } });
    account.clock.advance(5);
    await until(() => received.length === 1);
    account.clock.advance(61);
    await until(() => received.length === 2);
    account.clock.advance(5);
    await until(() => received.length === 3);
    expect(received).toMatchObject([
      { event: 'call_started', isSigned: true, call: { call_status: 'ongoing' } },
      { event: 'call_ended', isSigned: true, call: { call_status: 'ended', transcript: expect.any(String) } },
      {
        event: 'call_analyzed',
        isSigned: true,
        call: { call_analysis: { call_successful: expect.any(Boolean) } },
      },
    ]);
    expect(received[1]?.call['call_analysis']).toBeUndefined();
    expect(received[0]?.call['metadata']).toEqual({ voicebot_reference: 'vb_1' });
  });

  it('tell nothing of a beginning if nobody answers, and are sent three times', async () => {
    const { url, received } = await openSink(500);
    const account = await openAccount({ webhook: url });
    account.simulator.script('+61491570006', { reason: 'dial_busy', ringSeconds: 1 });
    await account.create();
    account.clock.advance(2);
    await until(() => account.simulator.webhooks().length === 2);
    expect(received.map(({ event }) => event).sort()).toEqual([
      ...Array(3).fill('call_analyzed'),
      ...Array(3).fill('call_ended'),
    ]);
  });

  it('are lost, repeated, reordered, forged and stale if a fault says so', async () => {
    const { url, received } = await openSink(204);
    const account = await openAccount({ webhook: url });
    const { simulator } = account;
    simulator.script('+61491570006', { reason: 'user_hangup', ringSeconds: 1, talkSeconds: 1 });
    const strike = (kind: string) => account.post('/_simulator/faults', { on: 'webhook', kind });
    await strike('reorder');
    await strike('repeat');
    await strike('lose');
    await account.create();
    account.clock.advance(9);
    await until(() => simulator.webhooks().length === 3);
    expect(received.map(({ event }) => event)).toEqual(['call_ended', 'call_ended', 'call_started']);
    for (const kind of ['forge', 'stale', 'lose']) await strike(kind);
    await account.create();
    account.clock.advance(9);
    await until(() => simulator.webhooks().length === 6);
    expect(received.slice(3).map(({ isSigned }) => isSigned)).toEqual([false, false]);
    expect(await strike('explode')).toMatchObject({ status: 400 });
  });
});
