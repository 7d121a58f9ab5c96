import { describe, expect, it, onTestFinished } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import type { Operator } from '../../support/operator.ts';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

const always = Number.POSITIVE_INFINITY;

/** The key that the calls are first placed with is the operator's own; these come later. */
const otherKey = { env: { RETELL_API_KEY: 'key_of_another_workspace' } };
const rotatedKey = { env: { RETELL_API_KEY: 'key_that_replaced_the_first' } };

const workspaces = { key_of_the_test_account: 'acme', [rotatedKey.env.RETELL_API_KEY]: 'acme' };

/** Opens an operator with calls whose phones rang, but whose responses were lost. */
async function withLostResponses(count: number, options: SimulatorOptions = {}): Promise<Operator> {
  const operator = await openWithDue(count, { workspaces, ...options });
  operator.simulator.addFault({ on: 'create', kind: 'lose-answer', times: count });
  await operator.voicebot(['process-due']);
  expect(statuses(operator)).toEqual(Array.from({ length: count }, () => 'IN_PROGRESS/unknown/null'));
  return operator;
}

function statuses({ rows }: Operator): unknown[] {
  return rows(
    `select scheduled_calls.status || '/' || calls.status || '/' || coalesce(held_because, 'null') as is_now
     from scheduled_calls join calls on calls.scheduled_call_id = scheduled_calls.id
     order by scheduled_calls.id`,
  ).map(({ is_now }) => is_now);
}

const held = 'IN_PROGRESS/unknown/other_account';
const lookups = ({ simulator }: Operator) =>
  simulator.requests().filter(({ path }) => path !== '/v2/create-phone-call').length;

describe('calls whose responses were lost, and a key of another account', () => {
  it('do not ring again: they wait for the operator, who is told why', async () => {
    const operator = await withLostResponses(5);
    operator.clock.advance(125);
    const run = await operator.voicebot(['process-due'], otherKey);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout.match(/#\d .*sent to another account at Retell.*voicebot accounts list/g)).toHaveLength(
      5,
    );
    // One question, whether the accounts are the same, and no other.
    expect(lookups(operator)).toBe(1);
    expect(statuses(operator)).toEqual(Array(5).fill(held));
    expect(await operator.json(['calls', 'show', '1'], otherKey)).toMatchObject({
      call: { accountId: 1, waitsFor: 'operator', heldBecause: 'other_account' },
    });
    for (const wait of [70, 600, 3600]) {
      operator.clock.advance(wait);
      expect(await operator.voicebot(['process-due'], otherKey)).toMatchObject({ code: 0, stdout: '' });
    }
    expect(requestsTo(operator)).toHaveLength(5);
    expect(ringsOf(operator)).toEqual(onceEach(5));
  });

  it('do not ring again at another address either, though the key is the same', async () => {
    const operator = await withLostResponses(2);
    const elsewhere = await startSimulator({ clock: operator.clock });
    onTestFinished(() => elsewhere.close());
    operator.clock.advance(125);
    await operator.voicebot(['process-due'], { env: { RETELL_BASE_URL: elsewhere.url } });
    expect(statuses(operator)).toEqual(Array(2).fill(held));
    expect(elsewhere.rings()).toEqual([]);
    operator.clock.advance(60);
    await operator.voicebot(['process-due']);
    expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'COMPLETED' }]);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('are found by the runs of their own account, whatever other runs wrote meanwhile', async () => {
    const operator = await withLostResponses(2);
    for (let minute = 0; minute < 3; minute++) {
      operator.clock.advance(20);
      await operator.voicebot(['process-due'], otherKey);
    }
    operator.clock.advance(60);
    const run = await operator.voicebot(['process-due']);
    expect(run.stdout.match(/was placed after all/g)).toHaveLength(2);
    expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'COMPLETED' }]);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('are never sent again by their own account once it has refused that, whatever other runs wrote meanwhile', async () => {
    const operator = await openWithDue(1, { workspaces, listingDelayMs: 3_600_000 });
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 422 });
    await operator.voicebot(['process-due']);
    operator.clock.advance(600);
    await operator.voicebot(['process-due'], otherKey);
    for (const wait of [600, 600]) {
      operator.clock.advance(wait);
      await operator.voicebot(['process-due']);
    }
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it('do not keep new calls from being placed with the new key', async () => {
    const operator = await withLostResponses(1);
    await operator.json(['contacts', 'add', '--name', 'Nora', '--phone', numberOf(2)]);
    await operator.json(['schedule', '2', '--at', '+1m']);
    operator.clock.advance(125);
    await operator.voicebot(['process-due'], otherKey);
    expect(operator.rows('select account_id, status from calls order by id')).toEqual([
      { account_id: 1, status: 'unknown' },
      { account_id: 2, status: expect.any(String) },
    ]);
  });
});

describe('a key that replaced another key of the same account', () => {
  it('is recognised by a call that the old one placed, with one question', async () => {
    const operator = await openWithDue(3, { workspaces, listingDelayMs: 60_000 });
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber: numberOf(2) });
    await operator.voicebot(['process-due']);
    const before = lookups(operator);
    operator.clock.advance(20);
    await operator.voicebot(['process-due'], rotatedKey);
    const paths = operator.simulator.requests().map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/v2/get-call/'))).toHaveLength(1);
    expect(lookups(operator)).toBeGreaterThan(before);
    operator.clock.advance(60);
    await operator.voicebot(['process-due'], rotatedKey);
    expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'COMPLETED' }]);
    expect(operator.simulator.requests().filter(({ path }) => path.startsWith('/v2/get-call/'))).toHaveLength(
      1,
    );
    expect(ringsOf(operator)).toEqual(onceEach(3));
    expect(await operator.json(['accounts', 'list'], rotatedKey)).toMatchObject({
      accounts: [
        { id: 1, isCurrent: true, sameAs: null, unconfirmed: 0 },
        { id: 2, isCurrent: true, sameAs: 1, unconfirmed: 0 },
      ],
    });
  });

  it('is recognised by finding the unconfirmed call itself, if the old key placed no other', async () => {
    const operator = await withLostResponses(2);
    operator.clock.advance(20);
    expect(await operator.voicebot(['process-due'], rotatedKey)).toMatchObject({ code: 0 });
    expect(operator.rows('select distinct status from scheduled_calls')).toEqual([{ status: 'COMPLETED' }]);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('is confirmed by the operator where Retell cannot tell, and then calls are sent again', async () => {
    const operator = await openWithDue(1, { workspaces });
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    await operator.voicebot(['process-due'], rotatedKey);
    expect(statuses(operator)).toEqual([held]);
    const doctor = await operator.voicebot(['doctor'], rotatedKey);
    expect(doctor.stdout).toContain('voicebot accounts merge 1');
    expect(await operator.voicebot(['accounts', 'merge', '1'], rotatedKey)).toMatchObject({ code: 2 });
    expect(await operator.voicebot(['accounts', 'merge', '9', '--yes'], rotatedKey)).toMatchObject({
      code: 3,
    });
    expect(await operator.json(['accounts', 'merge', '1', '--yes'], rotatedKey)).toMatchObject({
      success: true,
      account: { id: 1, isCurrent: true, unconfirmed: 1 },
    });
    operator.clock.advance(1);
    await operator.voicebot(['process-due'], rotatedKey);
    const [one, again, ...more] = requestsTo(operator);
    expect(again).toEqual(one);
    expect(more).toEqual([]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});

describe('calls in progress', () => {
  it('are asked about only with a key of their own account', async () => {
    const operator = await openWithDue(2, { workspaces });
    await operator.voicebot(['process-due']);
    operator.clock.advance(20);
    expect(await operator.voicebot(['process-due'], otherKey)).toMatchObject({ code: 0, stdout: '' });
    expect(lookups(operator)).toBe(0);
    operator.clock.advance(200);
    await operator.voicebot(['process-due'], otherKey);
    expect(operator.simulator.requests().map(({ path }) => path)).not.toContain('/v3/list-calls');
    expect(operator.rows('select distinct status from calls')).toEqual([{ status: 'registered' }]);
    operator.clock.advance(600);
    await operator.voicebot(['process-due'], rotatedKey);
    expect(operator.rows("select status from calls where status = 'registered'")).toEqual([]);
  });
});

describe('a call that is resolved as placed', () => {
  it('must be one that its own account knows', async () => {
    const operator = await withLostResponses(2);
    const ids = operator.simulator.rings().map(({ callId }) => callId);
    const resolve = (callId = '') => ['scheduled', 'resolve', '1', '--placed', callId, '--json'];
    expect(await operator.voicebot(resolve(ids[0]), otherKey)).toMatchObject({
      code: 5,
      json: { error: { code: 'other_account', hint: expect.stringContaining('voicebot accounts merge 1') } },
    });
    expect(await operator.voicebot(resolve(ids[0]), rotatedKey)).toMatchObject({ code: 0 });
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });
});

it('a key that stays the same costs no question, however many runs there are', async () => {
  const operator = await openWithDue(2, { workspaces });
  operator.simulator.addFault({ on: 'create', kind: 'throttle', times: always });
  for (let run = 0; run < 3; run++) await operator.voicebot(['process-due']);
  expect(lookups(operator)).toBe(0);
});
