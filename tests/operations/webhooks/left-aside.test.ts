import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { signature } from '../../../src/telephony/simulator/webhooks/webhook-sender.ts';
import { startApi } from '../../support/api.ts';
import { migrations, numberOf, openWithDue, until } from '../calling/due-calls.ts';

const otherKey = 'key_of_another_workspace';

/** Opens an operator with an unconfirmed call, and a server with another key than the one that it was sent with. */
async function withOtherKey(workspaces: Record<string, string>) {
  const operator = await openWithDue(1, { workspaces });
  const { simulator } = operator;
  simulator.script(numberOf(1), { reason: 'dial_busy', ringSeconds: 5 });
  simulator.addFault({ on: 'create', kind: 'lose-answer' });
  await operator.voicebot(['process-due']);
  const api = await startApi(operator, [], { env: { RETELL_API_KEY: otherKey } });
  operator.clock.advance(10);
  for (const { body } of simulator.webhookBodies()) {
    const headers = { Authorization: '', 'X-Retell-Signature': signature(body, otherKey, Date.now()) };
    const { status } = await api.send('POST', '/webhooks/retell/default', body, headers);
    expect(status).toBe(204);
  }
  await until(
    () => operator.rows("select id from webhooks where state = 'received'").length === 0,
    'none waits',
  );
  return operator;
}

describe('a webhook about an unconfirmed call', () => {
  it('is left aside if the call was sent to another account, which alone knows it', async () => {
    const operator = await withOtherKey({});
    expect(operator.rows('select distinct state, because from webhooks')).toEqual([
      { state: 'set_aside', because: 'another_account' },
    ]);
    expect(operator.rows('select status, retell_call_id from calls')).toEqual([
      { status: 'unknown', retell_call_id: null },
    ]);
  });

  it('settles it if the key was replaced by another of the same account', async () => {
    const operator = await withOtherKey({ key_of_the_test_account: 'acme', [otherKey]: 'acme' });
    expect(operator.rows('select distinct state, because from webhooks')).toEqual([
      { state: 'applied', because: null },
    ]);
    expect(operator.rows('select status, disposition from calls')).toEqual([
      { status: 'not_connected', disposition: 'busy' },
    ]);
  });
});

it('webhooks that cannot be applied yet keep no others waiting', async () => {
  const operator = await openWithDue(2, { workspaces: {} });
  const { simulator, clock, rows } = operator;
  for (const n of [1, 2]) simulator.script(numberOf(n), { reason: 'dial_busy', ringSeconds: 5 });
  simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
  await operator.voicebot(['process-due']);
  const api = await startApi(operator, [], { env: { RETELL_API_KEY: otherKey } });
  for (const on of ['get', 'list'] as const)
    simulator.addFault({ on, kind: 'throttle', times: Number.POSITIVE_INFINITY });
  clock.advance(10);
  const post = async (body: string) => {
    const headers = { Authorization: '', 'X-Retell-Signature': signature(body, otherKey, Date.now()) };
    expect(await api.send('POST', '/webhooks/retell/default', body, headers)).toMatchObject({ status: 204 });
  };
  const bodies = simulator.webhookBodies().map(({ body }) => body);
  const [unsettled] = bodies.filter((body) => body.includes(numberOf(1)));
  // More than are applied together.
  for (let n = 0; n < 30; n++) await post(`${' '.repeat(n)}${unsettled}`);
  for (const body of bodies.filter((each) => each.includes(numberOf(2)))) await post(body);
  const outcomes = 'select to_number, disposition from calls order by id';
  await until(() => rows(outcomes)[1]?.['disposition'] === 'busy', 'the second call is known to have ended');
  expect(rows(outcomes)[0]).toMatchObject({ to_number: numberOf(1), disposition: null });
  expect(rows("select count(*) as n from webhooks where state = 'received'")).toEqual([{ n: 30 }]);
});

describe('webhooks that are about no call of the database', () => {
  it('are remembered for a week, and the newest thousand of them', async () => {
    const { database, rows, clock } = await openWithDue(0);
    const store = openStore({ path: database, migrations });
    const keep = (n: number) =>
      store.keepWebhook({
        text: `webhook ${n}`,
        webhook: { event: 'call_ended', retellCallId: `call_${n}`, ...nothing },
        receivedAt: clock.now(),
      });
    const flood = Array.from({ length: 1200 }, (_, index) => index);
    expect(new Set(await Promise.all(flood.map(keep)))).toEqual(new Set(['noted']));
    expect(rows('select count(*) as n, min(retell_call_id) as first from webhooks')).toMatchObject([
      { n: 1000 },
    ]);
    expect(rows("select id from webhooks where retell_call_id in ('call_199', 'call_200')")).toHaveLength(1);
    expect(await keep(1199)).toBe('repeated');
    clock.advance(8 * 24 * 3600);
    await Promise.all(Array.from({ length: 600 }, (_, index) => keep(2000 + index)));
    expect(rows('select count(*) as n from webhooks')).toEqual([{ n: 600 }]);
    store.close();
  });
});

const nothing = { reference: undefined, database: undefined, toNumber: undefined };

it('what a webhook says of a person who was deleted meanwhile is not kept', async () => {
  const operator = await openWithDue(1);
  const { simulator, clock, voicebot } = operator;
  simulator.script(numberOf(1), {
    reason: 'user_hangup',
    ringSeconds: 1,
    talkSeconds: 5,
    turns: [['user', 'My secret.']],
  });
  await voicebot(['process-due']);
  await voicebot(['contacts', 'purge', '1', '--yes']);
  const api = await startApi(operator);
  clock.advance(10);
  simulator.reportTo(`${api.url}/webhooks/retell/default`);
  await until(
    () => operator.rows("select id from webhooks where state = 'applied'").length === 3,
    'all are applied',
  );
  expect(operator.rows('select status, summary from calls')).toEqual([{ status: 'ended', summary: null }]);
  expect(operator.rows('select call_id from call_transcripts')).toEqual([]);
});
