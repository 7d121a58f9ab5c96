import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import { signature } from '../../src/telephony/simulator/webhooks/webhook-sender.ts';
import { numberOf, openWithDue, ringsOf, until } from '../operations/calling/due-calls.ts';
import { type Api, startApi } from '../support/api.ts';
import type { Operator } from '../support/operator.ts';

const path = '/webhooks/retell/default';
const apiKey = 'key_of_the_test_account';

/** Sends a webhook past the simulator. @param key that signs it */
function post(api: Api, body: string, { key = apiKey, to = path, signedAt = Date.now() } = {}) {
  return api.send('POST', to, body, {
    'X-Retell-Signature': signature(body, key, signedAt),
    Authorization: '',
  });
}

const about = (call: Readonly<Record<string, unknown>>, event = 'call_ended') =>
  JSON.stringify({ event, call });

const requestsFor = ({ simulator }: Operator, which: RegExp) =>
  simulator.requests().filter((request) => which.test(request.path)).length;

const webhooksIn = ({ rows }: Operator) =>
  rows('select event, state, because, text is null as is_gone from webhooks order by id');

const columns =
  'select status, disposition, answered_by, summary, transcribed_at is not null as is_heard from calls order by id';

/** Opens an operator whose calls were placed by a server that Retell reports to. */
async function openReported(count: number, env: Record<string, string> = {}) {
  const operator = await openWithDue(count, { analysisDelayMs: 5000 });
  const api = await startApi(operator, [], { env });
  operator.simulator.reportTo(api.url + path);
  return { operator, api, place: () => api.send('POST', '/api/cron/process-scheduled-calls') };
}

describe('what Retell reports by webhook', () => {
  it('is recorded without asking, with what was said, and followed up at once', async () => {
    const { operator, api, place } = await openReported(3, { VOICEBOT_KEEP_RECORDINGS: '30d' });
    const { simulator, clock } = operator;
    simulator.script(numberOf(1), {
      ...{ reason: 'user_hangup', ringSeconds: 5, talkSeconds: 60 },
      wishes: { optOut: true, callback: null },
      turns: [['user', 'Do not call again.']],
    });
    simulator.script(numberOf(2), { reason: 'dial_busy', ringSeconds: 5 });
    simulator.script(numberOf(3), { reason: 'agent_hangup', ringSeconds: 5, talkSeconds: 600 });
    await place();
    clock.advance(6);
    await until(
      () => operator.rows("select id from calls where status = 'ongoing'").length === 2,
      'two talk',
    );
    // An old one that comes late takes nothing back, and one that comes twice is kept once.
    simulator.addFault({ on: 'webhook', kind: 'repeat', times: 2, toNumber: numberOf(1) });
    clock.advance(80);
    await until(
      () => webhooksIn(operator).filter(({ state }) => state === 'applied').length >= 6,
      'all are applied',
    );
    expect(operator.rows(columns)).toMatchObject([
      { status: 'ended', disposition: 'answered', summary: expect.any(String), is_heard: 1 },
      { status: 'not_connected', disposition: 'busy', summary: null },
      { status: 'ongoing', disposition: null },
    ]);
    expect(operator.rows('select phone_number, source from do_not_call_numbers')).toEqual([
      { phone_number: numberOf(1), source: 'call' },
    ]);
    expect(requestsFor(operator, /list-calls|get-call/)).toBe(0);
    expect(webhooksIn(operator).every(({ is_gone }) => is_gone === 1)).toBe(true);
    await until(
      () => api.log().some(({ event, profile }) => event === 'opted_out' && profile === 'default'),
      'it is logged',
    );
    // Its link may soon expire.
    await until(
      () => operator.rows('select file from call_recordings where call_id = 1').length === 1,
      'it is kept',
    );
    // A run asks about the one that goes on, less often, and finds out what a lost webhook does not tell.
    simulator.addFault({ on: 'webhook', kind: 'lose', times: Number.POSITIVE_INFINITY });
    clock.advance(11 * 60);
    await operator.voicebot(['process-due']);
    expect(operator.rows(columns)).toMatchObject([
      {},
      {},
      { status: 'ended', disposition: 'answered', is_heard: 1 },
    ]);
  });

  it('settles a call whose response was lost, and one whose response is still awaited', async () => {
    const { operator, place } = await openReported(2);
    const { simulator, clock } = operator;
    simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(1) });
    simulator.addFault({ on: 'create', kind: 'slow', delayMs: 1500, toNumber: numberOf(2) });
    for (const n of [1, 2]) simulator.script(numberOf(n), { reason: 'dial_busy', ringSeconds: 1 });
    const placing = place();
    await until(() => simulator.rings().length === 2, 'both ring');
    clock.advance(60);
    const isOver = "select id from calls where status = 'not_connected' and retell_call_id is not null";
    await until(() => operator.rows(isOver).length === 2, 'both are known to be over');
    await placing;
    expect(operator.rows('select status, attempts from scheduled_calls')).toEqual(
      Array(2).fill({ status: 'COMPLETED', attempts: 1 }),
    );
    clock.advance(200);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(2)]: 1 });
    expect(requestsFor(operator, /list-calls/)).toBe(0);
  });

  it('counts only if Retell signed it now, and only for its own calls; all else is named and changes nothing', async () => {
    const operator = await openWithDue(1);
    const api = await startApi(operator, [], {
      env: { RETELL_WEBHOOK_KEY: `the_next_key_of_retell,${apiKey}` },
    });
    await api.send('POST', '/api/cron/process-scheduled-calls');
    const [call] = operator.rows('select reference, retell_call_id as id from calls');
    const ended = about({ call_id: call?.['id'], call_status: 'ended', disconnection_reason: 'user_hangup' });
    const before = operator.rows('select * from calls');
    const minutes = (count: number) => Date.now() + count * 60_000;
    const refused = [
      await post(api, ended, { key: 'a_key_of_somebody_else' }),
      await post(api, ended, { signedAt: minutes(-6) }),
      await post(api, ended, { signedAt: minutes(6) }),
      await api.send('POST', path, ended),
      await post(api, ended, { to: '/webhooks/retell/nobody' }),
      await post(api, ended, { to: '/webhooks/retell/..%2fdefault' }),
    ];
    for (const response of refused) {
      expect(response).toMatchObject({ status: 401, json: { code: 'invalid_signature', status: 401 } });
    }
    expect(await post(api, 'x'.repeat(9 * 1024 * 1024))).toMatchObject({ status: 413 });
    expect((await api.get(path)).status).toBe(405);
    expect(webhooksIn(operator)).toEqual([]);
    const metadata = (changes: object) => ({ voicebot_reference: call?.['reference'], ...changes });
    const others = [
      about({ call_id: 'call_of_another_application' }),
      about({ call_id: 'call_2', metadata: metadata({ voicebot_database: 'another' }) }),
      about({ call_id: call?.['id'], metadata: { voicebot_reference: 'vb_of_another_call' } }),
      about({ call_id: 'call_3' }, 'transcript_updated'),
      'not JSON',
    ];
    for (const body of others) expect((await post(api, body)).status).toBe(204);
    expect(webhooksIn(operator)).toEqual([
      { event: 'call_ended', state: 'set_aside', because: 'unknown_call', is_gone: 1 },
      { event: 'call_ended', state: 'set_aside', because: 'another_database', is_gone: 1 },
      { event: 'call_ended', state: 'set_aside', because: 'another_call', is_gone: 1 },
      { event: null, state: 'unreadable', because: null, is_gone: 1 },
    ]);
    expect(operator.rows('select * from calls')).toEqual(before);
    const { stdout } = await operator.voicebot(['doctor']);
    expect(stdout).toMatch(/✓ No webhook about a call of this database has come/);
    expect(stdout).toMatch(
      /✓ 2 webhooks of the last 24 hours were about other calls .*call_of_another_application/,
    );
    expect(stdout).toMatch(/! 2 webhooks of the last 24 hours could not be applied: .*another call/);
    // Both keys count while one is rotated.
    expect((await post(api, ended, { key: 'the_next_key_of_retell' })).status).toBe(204);
    expect((await post(api, ended)).status).toBe(204);
    await until(
      () => operator.rows("select id from calls where status = 'ended'").length === 1,
      'it is applied',
    );
    expect(await operator.voicebot(['doctor'])).toMatchObject({
      stdout: expect.stringMatching(/✓ The last webhook came/),
    });
    // That a second call under its reference was not dialled says nothing of the first.
    const twin = { call_status: 'error', disconnection_reason: 'concurrency_limit_reached' };
    await post(api, about({ call_id: 'call_of_the_same_attempt', metadata: metadata({}), ...twin }));
    const isTwice = 'select did_not_ring, also_placed_as, status from calls where also_placed_as is not null';
    await until(() => operator.rows(isTwice).length === 1, 'it is known to be placed twice');
    expect(operator.rows(isTwice)).toEqual([
      { did_not_ring: 0, also_placed_as: 'call_of_the_same_attempt', status: 'ended' },
    ]);
  });

  it.each(['before-keepWebhook', 'after-keepWebhook', 'after-applyWebhook'])(
    'is applied by the next run, before it calls, if the server dies %s; or Retell is asked',
    async (point) => {
      const { operator, api, place } = await openReported(1, { VOICEBOT_CRASH_AT: point });
      const { simulator, clock, voicebot } = operator;
      simulator.script(numberOf(1), {
        ...{ reason: 'user_hangup', ringSeconds: 1, talkSeconds: 5 },
        wishes: { optOut: true, callback: null },
      });
      await place();
      clock.advance(30);
      await api.running.ended;
      expect(await voicebot(['process-due'])).toMatchObject({ code: 0 });
      clock.advance(200);
      await voicebot(['process-due']);
      expect(operator.rows(columns)).toMatchObject([
        { status: 'ended', disposition: 'answered', is_heard: 1 },
      ]);
      expect(operator.rows('select phone_number from do_not_call_numbers')).toHaveLength(1);
      expect(operator.rows("select id from webhooks where state = 'received'")).toEqual([]);
      expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1 });
    },
  );

  it('is set aside if the record of its call cannot be read, and keeps nothing else from being done', async () => {
    const { operator, place } = await openReported(2);
    const { simulator, clock } = operator;
    for (const n of [1, 2]) simulator.script(numberOf(n), { reason: 'dial_busy', ringSeconds: 5 });
    await place();
    const db = openSqlite(operator.database);
    db.exec("update calls set dynamic_variables = 'no JSON' where id = 1");
    db.close();
    clock.advance(10);
    await until(
      () => webhooksIn(operator).filter(({ state }) => state !== 'received').length === 4,
      'all are settled',
    );
    expect(operator.rows('select distinct state, because from webhooks order by 1')).toEqual([
      { state: 'applied', because: null },
      { state: 'set_aside', because: 'record_unreadable' },
    ]);
    expect(operator.rows('select status from calls where id = 2')).toEqual([{ status: 'not_connected' }]);
  });
});

describe('who has no key', () => {
  it('cannot have the server read what cannot be signed, nor hold more than it has room for', async () => {
    const operator = await openWithDue(1);
    const api = await startApi(operator);
    const { port } = new URL(api.url);
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    /** Sends the head of a webhook of 8 MB. @returns the beginning of the answer, as soon as there is one */
    const begin = (signed: string) => {
      const socket = connect(Number(port), '127.0.0.1');
      sockets.push(socket.on('error', () => undefined));
      const head = [`POST ${path} HTTP/1.1`, 'Host: x', `X-Retell-Signature: ${signed}`];
      socket.write(
        [...head, 'Content-Type: application/json', 'Content-Length: 8388608', '', ''].join('\r\n'),
      );
      return new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    };
    const digest = '0'.repeat(64);
    const old = Date.now() - 6 * 60_000;
    for (const signed of ['', 'x', `v=${old},d=${digest}`])
      expect(await begin(signed)).toMatch(/^HTTP\/1.1 401 /);
    for (let n = 0; n < 32; n++) void begin(`v=${Date.now()},d=${digest}`);
    expect(await post(api, about({ call_id: 'call_of_usual_size' }))).toMatchObject({ status: 204 });
    const body = about({ call_id: 'call_of_nobody', transcript: 'x'.repeat(300_000) });
    await expect.poll(async () => (await post(api, body)).status).toBe(503);
    expect((await post(api, body)).headers.get('retry-after')).toBe('1');
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await post(api, body)).status).toBe(204);
  });
});
