import { describe, expect, it } from 'vitest';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from '../operations/calling/due-calls.ts';
import {
  brokenPromises,
  type CallFault,
  dieAt,
  dieWaiting,
  due,
  hangAfter,
  hangBefore,
  lostResponse,
  neverArrived,
  noCredit,
  recover,
  refused,
  statusesOf,
  strike,
} from './crashing.ts';

describe('a run that dies while it reconciles an unconfirmed call', () => {
  interface Search {
    /** The faults of the first request and the second. */
    faults: [CallFault, CallFault?];
    /** When the run that dies starts, in seconds after the first run. */
    after: number;
    /** When the next run starts, in seconds after that. */
    next: number;
    /** How many requests there are in the end. */
    requests: number;
    /** Whether Retell honours idempotency keys. Both are tried where the call could be placed twice. */
    keys: boolean[];
  }

  const found: Search = { faults: [lostResponse], after: 20, next: 0, requests: 1, keys: [true] };
  const stillUnconfirmed: Search = {
    faults: [neverArrived],
    after: 20,
    next: 105,
    requests: 2,
    keys: [false],
  };
  const sentAgain: Search = { faults: [neverArrived], after: 125, next: 0, requests: 2, keys: [true, false] };
  const lostAgain: Search = { ...sentAgain, faults: [neverArrived, lostResponse] };
  const thenRefused: Search = {
    ...sentAgain,
    faults: [neverArrived, refused],
    next: 245,
    requests: 3,
    keys: [false],
  };
  const thenNoCredit: Search = { ...thenRefused, faults: [neverArrived, noCredit] };

  const searches: [at: string, search: Search][] = [
    ['before-claimNextUnknown', found],
    ['after-claimNextUnknown', found],
    ['before-findByReference', found],
    ['after-findByReference', found],
    ['before-recordPlaced', found],
    ['after-recordPlaced', found],
    ['before-recordUnknown', stillUnconfirmed],
    ['after-recordUnknown', stillUnconfirmed],
    ['before-renewToSendAgain', { ...sentAgain, keys: [false] }],
    ['after-renewToSendAgain', { ...sentAgain, next: 245, keys: [false] }],
    ['before-placeCall', { ...sentAgain, next: 245, keys: [false] }],
    ['after-placeCall', sentAgain],
    ['before-recordPlaced', sentAgain],
    ['after-recordPlaced', { ...sentAgain, keys: [false] }],
    ['before-recordUnknown', lostAgain],
    ['after-recordUnknown', { ...lostAgain, next: 20 }],
    ['before-recordUnknown', thenRefused],
    ['before-recordUnknown', thenNoCredit],
    ['while Retell has the request', { ...sentAgain, faults: [neverArrived, hangAfter] }],
    [
      'while Retell has the request',
      { ...sentAgain, faults: [neverArrived, hangBefore], next: 245, requests: 3 },
    ],
  ];
  const table = searches.flatMap(([at, { keys, ...search }]) => {
    const what = search.faults.map((fault) => fault?.kind).join(', ');
    return keys.map((honourIdempotencyKeys) => ({ at, what, honourIdempotencyKeys, ...search }));
  });

  it.each(table)('at $at, $what; keys honoured: $honourIdempotencyKeys', async (row) => {
    const { at, honourIdempotencyKeys, faults, after, next, requests } = row;
    const operator = await openWithDue(1, { honourIdempotencyKeys });
    for (const fault of faults) if (fault) strike(operator, 1, fault);
    await operator.voicebot(due);
    operator.clock.advance(after);
    if (at.includes('-')) await dieAt(operator, at, due);
    else await dieWaiting(operator, 1, due);
    expect(statusesOf(operator)[0]).toMatch(
      at === 'after-recordPlaced' ? /^COMPLETED\// : 'IN_PROGRESS/unknown',
    );
    await recover(operator, next);
    expect(ringsOf(operator)).toEqual(onceEach(1));
    expect(brokenPromises(operator)).toEqual([]);
    expect(operator.rows('select status, attempts from scheduled_calls')).toEqual([
      { status: 'COMPLETED', attempts: 1 },
    ]);
    const sent = requestsTo(operator, numberOf(1));
    expect(sent).toEqual(Array.from({ length: requests }, () => sent[0]));
  });

  it('sends nothing while a request that another run sent again may still be in transit', async () => {
    const operator = await openWithDue(1, { honourIdempotencyKeys: false });
    strike(operator, 1, neverArrived);
    await operator.voicebot(due);
    operator.clock.advance(125);
    await dieAt(operator, 'before-placeCall', due);
    for (const seconds of [0, 15, 220]) await recover(operator, seconds);
    expect(requestsTo(operator, numberOf(1))).toHaveLength(1);
    expect(statusesOf(operator)).toEqual(['IN_PROGRESS/unknown']);
    await recover(operator, 10);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('at after-recordUnknown, for a call that was refused when sent again: leaves it to the operator', async () => {
    const operator = await openWithDue(1);
    for (const fault of [neverArrived, refused]) strike(operator, 1, fault);
    await operator.voicebot(due);
    operator.clock.advance(125);
    await dieAt(operator, 'after-recordUnknown', due);
    await recover(operator, 125, 6);
    await recover(operator, 65);
    expect(statusesOf(operator)).toEqual(['IN_PROGRESS/unknown']);
    expect(requestsTo(operator)).toHaveLength(2);
    expect(brokenPromises(operator)).toEqual([]);
  });

  it.each(['before-placeCall', 'after-placeCall', 'before-recordPlaced'])(
    'at %s, for a call that rang but that Retell does not list yet: the key prevents a second ring',
    async (at) => {
      const operator = await openWithDue(1, { listingDelayMs: 3_600_000 });
      strike(operator, 1, lostResponse);
      await operator.voicebot(due);
      operator.clock.advance(125);
      await dieAt(operator, at, due);
      await recover(operator, 245);
      expect(ringsOf(operator)).toEqual(onceEach(1));
      expect(brokenPromises(operator)).toEqual([]);
    },
  );
});

describe('runs that die while they refresh calls', () => {
  it('at any step: the next run asks again', async () => {
    const operator = await openWithDue(2);
    await operator.voicebot(due);
    operator.clock.advance(300);
    for (const step of ['takeOpenCalls', 'reportsOf', 'recordReports']) {
      for (const edge of ['before', 'after']) {
        expect(statusesOf(operator)).toEqual(['COMPLETED/registered', 'COMPLETED/registered']);
        await dieAt(operator, `${edge}-${step}`, due);
        operator.clock.advance(15);
      }
    }
    const statuses = operator.rows('select status from calls order by id').map(({ status }) => status);
    expect(statuses).toEqual(operator.simulator.calls().map(({ status }) => status));
    expect(statuses).not.toContain('ongoing');
    await recover(operator);
    expect(brokenPromises(operator)).toEqual([]);
    expect(ringsOf(operator)).toEqual(onceEach(2));
  });

  it('while they fetch a transcript: the next run does, once', async () => {
    const operator = await openWithDue(1);
    operator.simulator.script(numberOf(1), { reason: 'user_hangup', talkSeconds: 30 });
    await operator.voicebot(due);
    const points = ['before-callDetails', 'after-callDetails', 'before-recordDetails', 'after-recordDetails'];
    for (const at of points) {
      operator.clock.advance(100);
      expect(operator.rows('select * from call_transcripts')).toEqual([]);
      await dieAt(operator, at, due);
    }
    expect(operator.rows('select call_id from call_transcripts')).toEqual([{ call_id: 1 }]);
    operator.clock.advance(100);
    const asked = operator.simulator.requests().length;
    expect(await operator.voicebot(due)).toMatchObject({ code: 0, stdout: '' });
    expect(operator.simulator.requests()).toHaveLength(asked);
    expect(brokenPromises(operator)).toEqual([]);
  });
});
