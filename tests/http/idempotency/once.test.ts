import { describe, expect, it } from 'vitest';
import { type Api, type ApiResponse, addToken, startApi } from '../../support/api.ts';
import { type Operator, openOperator } from '../../support/operator.ts';

const scheduling = '/api/scheduled-calls';
const calling = '/api/retell/create-call';
const order = { contactIds: [1, 2], scheduledTime: '2026-03-15T09:00:00+11:00' };

async function serving(): Promise<{ operator: Operator; api: Api }> {
  const operator = await openOperator();
  operator.file('people.csv', 'Name,Phone\nAda,0491570006\nGrace,0491570156\nÉmile,0491570157\n');
  await operator.voicebot(['contacts', 'import', 'people.csv']);
  return { operator, api: await startApi(operator) };
}

const key = (text: string) => ({ 'Idempotency-Key': text });
const isReplayed = ({ headers }: ApiResponse) => headers.get('idempotency-replayed') === 'true';
const scheduled = ({ rows }: Operator) => rows('select count(*) as n from scheduled_calls')[0]?.['n'];

describe('a request with an Idempotency-Key', () => {
  it('that schedules is answered as before, byte for byte, and schedules nobody again', async () => {
    const { operator, api } = await serving();
    const first = await api.send('POST', scheduling, order, key('one'));
    expect(first).toMatchObject({ status: 200, json: { message: '2 call(s) scheduled successfully' } });
    expect(isReplayed(first)).toBe(false);
    await operator.voicebot(['scheduled', 'cancel', '1', '--yes']);
    const { contactIds, scheduledTime } = order;
    const again = [
      await api.send('POST', scheduling, order, key('one')),
      await api.send('POST', scheduling, { scheduledTime, contactIds }, key('"one"')),
    ];
    for (const response of again) {
      expect(response).toMatchObject({ status: 200, text: first.text });
      expect(response.headers.get('content-type')).toBe(first.headers.get('content-type'));
      expect(isReplayed(response)).toBe(true);
    }
    const other = await api.send('POST', scheduling, { ...order, contactIds: [3] }, key('one'));
    expect(other).toMatchObject({ status: 409, json: { code: 'idempotency_key_reused' } });
    const elsewhere = await api.send('POST', calling, { contactId: 3 }, key('one'));
    expect(elsewhere).toMatchObject({ status: 409, json: { code: 'idempotency_key_reused' } });
    expect(scheduled(operator)).toBe(2);
    // Another token has keys of its own.
    const token = addToken(operator.database, 'call', operator.clock);
    const headers = { ...key('one'), Authorization: `Bearer ${token}` };
    const asOther = await api.send('POST', scheduling, { ...order, contactIds: [3] }, headers);
    expect(asOther).toMatchObject({ status: 200 });
    const bad = await api.send('POST', scheduling, order, key('x'.repeat(256)));
    expect(bad).toMatchObject({ status: 400, json: { code: 'bad_idempotency_key' } });
    expect(scheduled(operator)).toBe(3);
  }, 60_000);

  it('that arrives many times at once, at two servers, schedules once and calls once', async () => {
    const { operator, api } = await serving();
    const other = await startApi(operator);
    const Authorization = `Bearer ${api.token}`;
    const many = (path: string, body: object) =>
      Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          (n % 2 ? other : api).send('POST', path, body, { ...key(path), Authorization }),
        ),
      );
    const answers = await many(scheduling, order);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(scheduled(operator)).toBe(2);
    const placed = await many(calling, { contactId: 3 });
    for (const { status, json } of placed)
      if (status !== 200)
        expect({ status, json }).toMatchObject({ status: 409, json: { code: 'request_under_way' } });
    expect(placed.some(({ status }) => status === 200)).toBe(true);
    expect(operator.simulator.rings()).toHaveLength(1);
  }, 60_000);

  it('that calls is answered as before, also when it was refused, and calls nobody again', async () => {
    const { operator, api } = await serving();
    const placed = await api.send('POST', calling, { contactId: 1 }, key('ada'));
    expect(placed).toMatchObject({ status: 200, json: { success: true, callRecord: { contactId: 1 } } });
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 422 });
    const refused = await api.send('POST', calling, { contactId: 2 }, key('grace'));
    expect(refused).toMatchObject({ status: 409, json: { code: 'call_refused' } });
    await operator.voicebot(['dnc', 'add', '+61491570157']);
    const forbidden = await api.send('POST', calling, { contactId: 3 }, key('e'));
    expect(forbidden).toMatchObject({ status: 409, json: { code: 'do_not_call' } });
    await operator.voicebot(['dnc', 'remove', '+61491570157', '--yes']);
    operator.clock.advance(3 * 3600);
    const later = await startApi(operator);
    const Authorization = `Bearer ${api.token}`;
    for (const [id, name, before] of [
      [1, 'ada', placed],
      [2, 'grace', refused],
      [3, 'e', forbidden],
    ] as const) {
      const again = await later.send('POST', calling, { contactId: id }, { ...key(name), Authorization });
      expect(again).toMatchObject({ status: before.status, text: before.text });
    }
    expect(operator.simulator.rings()).toHaveLength(1);
    // A day later the key is a new one.
    operator.clock.advance(22 * 3600);
    const nextDay = await startApi(operator);
    const anew = await nextDay.send('POST', calling, { contactId: 3 }, { ...key('e'), Authorization });
    expect(anew).toMatchObject({ status: 200 });
    expect(operator.simulator.rings()).toHaveLength(2);
  }, 60_000);

  it('that is still being placed is told so; a lost answer is looked for, and then told', async () => {
    const { operator } = await serving();
    const api = await startApi(operator, [], { env: { VOICEBOT_REQUEST_TIMEOUT: '2s' } });
    operator.simulator.addFault({ on: 'create', kind: 'hang' });
    const placing = api.send('POST', calling, { contactId: 1 }, key('ada'));
    await expect.poll(() => operator.simulator.rings().length, { timeout: 30_000 }).toBe(1);
    const meanwhile = await api.send('POST', calling, { contactId: 1 }, key('ada'));
    expect(meanwhile).toMatchObject({ status: 409, json: { code: 'request_under_way' } });
    expect(meanwhile.headers.get('retry-after')).toBe('2');
    expect(await placing).toMatchObject({ status: 409, json: { code: 'call_unknown' } });
    const unknown = await api.send('POST', calling, { contactId: 1 }, key('ada'));
    expect(unknown).toMatchObject({ status: 409, json: { code: 'call_unknown' } });
    operator.clock.advance(60);
    await operator.voicebot(['process-due']);
    const found = await api.send('POST', calling, { contactId: 1 }, key('ada'));
    expect(found).toMatchObject({ status: 200, json: { success: true, callRecord: { contactId: 1 } } });
    expect(operator.simulator.rings()).toHaveLength(1);
  }, 60_000);

  it('that was not sent after all may be sent again', async () => {
    const { operator, api } = await serving();
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 402 });
    const stopped = await api.send('POST', calling, { contactId: 1 }, key('ada'));
    expect(stopped.status).toBe(503);
    expect(await api.send('POST', calling, { contactId: 1 }, key('ada'))).toMatchObject({ status: 200 });
    expect(operator.simulator.rings()).toHaveLength(1);
  }, 60_000);
});
