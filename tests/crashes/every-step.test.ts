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

/** How one run dies, while it places the next call. */
interface Death {
  /** The fault of the call's request. */
  fault?: CallFault;
  /** The crash point. If absent, the test kills the run while Retell does not respond. */
  at?: string;
  /** The statuses right afterwards. */
  leaves: string;
  /** The scheduled call's status after the next run, at the same time. */
  soon: 'COMPLETED' | 'IN_PROGRESS' | 'PENDING';
  /** How many requests there are for it in the end; 1 if absent. */
  requests?: number;
  /** How many attempts it is charged in the end; 1 if absent. */
  attempts?: number;
}

const deathsWithoutTrouble: Death[] = [
  { at: 'after-claimNextDue', leaves: 'IN_PROGRESS/placing', soon: 'IN_PROGRESS' },
  { at: 'before-placeCall', leaves: 'IN_PROGRESS/placing', soon: 'IN_PROGRESS' },
  { fault: hangAfter, leaves: 'IN_PROGRESS/placing', soon: 'COMPLETED' },
  { fault: hangBefore, leaves: 'IN_PROGRESS/placing', soon: 'IN_PROGRESS', requests: 2 },
  { at: 'after-placeCall', leaves: 'IN_PROGRESS/placing', soon: 'COMPLETED' },
  { at: 'before-recordPlaced', leaves: 'IN_PROGRESS/placing', soon: 'COMPLETED' },
  { at: 'after-recordPlaced', leaves: 'COMPLETED/registered', soon: 'COMPLETED' },
];

/** A refusal that was not recorded is lost: Retell is asked about the call, and it is sent again. */
const deathsInTrouble: Death[] = [
  { fault: refused, at: 'after-placeCall', leaves: 'IN_PROGRESS/placing', soon: 'IN_PROGRESS', requests: 2 },
  {
    fault: refused,
    at: 'before-recordRefused',
    leaves: 'IN_PROGRESS/placing',
    soon: 'IN_PROGRESS',
    requests: 2,
  },
  {
    fault: refused,
    at: 'after-recordRefused',
    leaves: 'PENDING/not_placed',
    soon: 'PENDING',
    requests: 2,
    attempts: 2,
  },
  { fault: lostResponse, at: 'before-recordUnknown', leaves: 'IN_PROGRESS/placing', soon: 'COMPLETED' },
  { fault: lostResponse, at: 'after-recordUnknown', leaves: 'IN_PROGRESS/unknown', soon: 'IN_PROGRESS' },
  {
    fault: neverArrived,
    at: 'before-recordUnknown',
    leaves: 'IN_PROGRESS/placing',
    soon: 'IN_PROGRESS',
    requests: 2,
  },
  {
    fault: neverArrived,
    at: 'after-recordUnknown',
    leaves: 'IN_PROGRESS/unknown',
    soon: 'IN_PROGRESS',
    requests: 2,
  },
  {
    fault: noCredit,
    at: 'before-putBehind',
    leaves: 'IN_PROGRESS/placing',
    soon: 'IN_PROGRESS',
    requests: 2,
  },
];

/** The call after the last of these, which was not started. */
const next = { leaves: 'PENDING', soon: 'COMPLETED' };

const withoutTrouble = { what: 'nothing else goes wrong', deaths: deathsWithoutTrouble };
const inTrouble = { what: 'Retell fails too', deaths: deathsInTrouble };

describe('runs that die while they place calls', () => {
  it.each([
    { ...withoutTrouble, honourIdempotencyKeys: true },
    { ...withoutTrouble, honourIdempotencyKeys: false },
    { ...inTrouble, honourIdempotencyKeys: true },
    { ...inTrouble, honourIdempotencyKeys: false },
  ])(
    'at any step: $what; keys honoured: $honourIdempotencyKeys',
    async ({ deaths, honourIdempotencyKeys }) => {
      const operator = await openWithDue(deaths.length + 1, { honourIdempotencyKeys });
      for (const [index, { at, fault }] of deaths.entries()) {
        if (fault) strike(operator, index + 1, fault);
        if (at) await dieAt(operator, at, due);
        else await dieWaiting(operator, index + 1, due);
      }
      expect(statusesOf(operator)).toEqual([...deaths, next].map(({ leaves }) => leaves));

      // The clock has not moved. Those processes have certainly ended, so their claims are taken over at once.
      await recover(operator);
      const soon = operator
        .rows('select status from scheduled_calls order by id')
        .map(({ status }) => status);
      expect(soon).toEqual([...deaths, next].map(({ soon }) => soon));

      await recover(operator, 125);
      expect(ringsOf(operator)).toEqual(onceEach(deaths.length + 1));
      expect(brokenPromises(operator)).toEqual([]);
      expect(operator.rows('select status, attempts from scheduled_calls order by id')).toEqual(
        [...deaths, { attempts: 1 }].map(({ attempts = 1 }) => ({ status: 'COMPLETED', attempts })),
      );
      const sent = deaths.map((_, index) => requestsTo(operator, numberOf(index + 1)));
      expect(sent.map((bodies) => bodies.length)).toEqual(deaths.map(({ requests = 1 }) => requests));
      // A request that is sent again is the same; another attempt has its own reference.
      const different = sent.map((bodies) => new Set(bodies.map((body) => JSON.stringify(body))).size);
      expect(different).toEqual(deaths.map(({ attempts = 1 }) => attempts));
    },
  );

  it.each([
    { at: 'before-openAccount' },
    { at: 'after-openAccount' },
    { at: 'before-claimNextDue' },
    { at: 'in-claimNextDue' },
    { at: 'after-putBehind', fault: noCredit },
  ])('at $at: the call is due as before, if behind others, and uncharged', async ({ at, fault }) => {
    const operator = await openWithDue(2);
    const columns = 'select id, status, call_id, attempts, waits_for, executed_at from scheduled_calls';
    const before = operator.rows(columns);
    if (fault) strike(operator, 1, fault);
    await dieAt(operator, at, due);
    expect(operator.rows(columns)).toEqual(before);
    expect(operator.rows('select * from calls')).toEqual([]);
    // Behind the others: due when the run that died put it there.
    await recover(operator, 10);
    expect(statusesOf(operator)).toEqual(['COMPLETED/registered', 'COMPLETED/registered']);
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expect(brokenPromises(operator)).toEqual([]);
  });

  it.each([
    { at: 'before-recordRefused', ends: 'IN_PROGRESS/unknown' },
    { at: 'after-recordRefused', ends: 'FAILED/not_placed' },
  ])('at $at of the last attempt: ends as $ends, where the operator sees it', async ({ at, ends }) => {
    const operator = await openWithDue(1);
    operator.simulator.script(numberOf(1), { refuse: 422, message: 'No such number.' });
    for (const wait of [0, 65]) {
      operator.clock.advance(wait);
      await operator.voicebot(due);
    }
    operator.clock.advance(130);
    await dieAt(operator, at, due);
    await recover(operator, 125);
    await recover(operator, 3600, ends.endsWith('unknown') ? 6 : 0);
    await recover(operator, 72 * 3600);
    expect(statusesOf(operator)).toEqual([ends]);
    expect(brokenPromises(operator)).toEqual([]);
    const status = ends.split('/')[0] ?? '';
    expect(await operator.json(['scheduled', 'list', '--status', status])).toMatchObject({
      scheduledCalls: [{ id: 1, errorMessage: expect.stringContaining('No such number') }],
    });
    expect(ringsOf(operator)).toEqual({});
  });
});

describe('a run that dies once another call was placed after one that drew 402', () => {
  it.each([
    { at: 'before-recordOwnRefusal', leaves: 'PENDING', attempts: 1 },
    { at: 'after-recordOwnRefusal', leaves: 'PENDING/not_placed', attempts: 2 },
  ])('at $at: the 402 is charged or not, and the call is tried again', async ({ at, leaves, attempts }) => {
    const operator = await openWithDue(2);
    strike(operator, 1, noCredit);
    await dieAt(operator, at, due);
    expect(statusesOf(operator)).toEqual([leaves, 'COMPLETED/registered']);
    await recover(operator, 65);
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expect(brokenPromises(operator)).toEqual([]);
    expect(operator.rows('select attempts from scheduled_calls where id = 1')).toEqual([{ attempts }]);
  });
});
