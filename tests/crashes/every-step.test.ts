import { describe, expect, it } from 'vitest';
import {
  numberOf,
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
} from '../operations/calling/due-calls.ts';
import { openOperator } from '../support/operator.ts';
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
  { fault: noCredit, at: 'before-withdraw', leaves: 'IN_PROGRESS/placing', soon: 'IN_PROGRESS', requests: 2 },
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
    { at: 'before-claimNextDue' },
    { at: 'in-claimNextDue' },
    { at: 'after-withdraw', fault: noCredit },
  ])('at $at: the call is due as before', async ({ at, fault }) => {
    const operator = await openWithDue(2);
    const before = operator.rows('select * from scheduled_calls');
    if (fault) strike(operator, 1, fault);
    await dieAt(operator, at, due);
    const after = operator.rows('select * from scheduled_calls');
    expect(after).toEqual(before.map((row, n) => ({ ...row, updated_at: after[n]?.['updated_at'] })));
    expect(operator.rows('select * from calls')).toEqual([]);
    await recover(operator);
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

describe('immediate calls by processes that die', () => {
  it('at any step: found, or left for the operator to see; never sent again automatically', async () => {
    const deaths: { at?: string; fault?: CallFault; ends?: string; requests?: number }[] = [
      { at: 'before-claimNew', requests: 0 },
      { at: 'after-claimNew', ends: 'unknown', requests: 0 },
      { at: 'before-placeCall', ends: 'unknown', requests: 0 },
      { fault: hangAfter, ends: 'ended' },
      { fault: hangBefore, ends: 'unknown' },
      { at: 'after-placeCall', ends: 'ended' },
      { at: 'before-recordPlaced', ends: 'ended' },
      { at: 'after-recordPlaced', ends: 'ended' },
      { fault: refused, at: 'before-recordRefused', ends: 'unknown' },
      { fault: refused, at: 'after-recordRefused', ends: 'not_placed' },
      { fault: lostResponse, at: 'before-recordUnknown', ends: 'ended' },
      { fault: lostResponse, at: 'after-recordUnknown', ends: 'ended' },
      { fault: noCredit, at: 'before-withdraw', ends: 'unknown' },
      { fault: noCredit, at: 'after-withdraw' },
    ];
    const operator = await openWithContacts(deaths.length);
    for (const [index, { at, fault, ends }] of deaths.entries()) {
      const call = ['call', String(index + 1), '--yes'];
      if (fault) strike(operator, index + 1, fault);
      if (ends === 'ended') operator.simulator.script(numberOf(index + 1), { reason: 'user_hangup' });
      if (at) await dieAt(operator, at, call);
      else await dieWaiting(operator, index + 1, call);
    }
    await recover(operator);
    await recover(operator, 300, 6);
    await recover(operator, 7200);
    const ends = new Map(
      operator.rows('select contact_id, status from calls').map((row) => [row['contact_id'], row['status']]),
    );
    expect(deaths.map((_, index) => ends.get(index + 1))).toEqual(deaths.map((death) => death.ends));
    const rang = deaths.flatMap((death, index) => (death.ends === 'ended' ? numberOf(index + 1) : []));
    expect(ringsOf(operator)).toEqual(Object.fromEntries(rang.map((number) => [number, 1])));
    expect(brokenPromises(operator)).toEqual([]);
    expect(deaths.map((_, index) => requestsTo(operator, numberOf(index + 1)).length)).toEqual(
      deaths.map(({ requests = 1 }) => requests),
    );
    const { stdout } = await operator.voicebot(['calls', 'list', '--status', 'unknown', '--json']);
    expect(stdout.match(/"errorMessage": ?"/g)).toHaveLength(
      deaths.filter((death) => death.ends === 'unknown').length,
    );
  });
});

describe('a command that dies while it writes', () => {
  const people = Array.from({ length: 1500 }, (_, n) => `P${n},+614915${70_000 + n}`);
  const csv = ['Name,Phone', ...people].join('\n');

  it.each([
    ['before-saveContacts', 0],
    ['after-saveContacts', 1000],
    ['before-saveContacts:2', 1000],
    ['after-saveContacts:2', 1500],
  ])(
    'an import, at %s: whole batches are saved, and repeating the import adds the rest',
    async (at, saved) => {
      const operator = await openOperator();
      const file = operator.file('people.csv', csv);
      await dieAt(operator, at, ['contacts', 'import', file]);
      const contacts = 'select count(*) as n, count(distinct phone_number) as numbers from contacts';
      expect(operator.rows(contacts)).toEqual([{ n: saved, numbers: saved }]);
      expect(await operator.json(['contacts', 'import', file])).toMatchObject({
        created: 1500 - saved,
        unchanged: saved,
      });
      expect(operator.rows(contacts)).toEqual([{ n: 1500, numbers: 1500 }]);
    },
  );

  it.each([
    ['before-scheduleCalls', []],
    ['after-scheduleCalls', ['PENDING', 'PENDING', 'PENDING']],
  ])('scheduling, at %s: all or none', async (at, statuses) => {
    const operator = await openWithContacts(3);
    await dieAt(operator, at, ['schedule', '1-3', '--at', '+1h', '--yes']);
    expect(statusesOf(operator)).toEqual(statuses);
  });

  it.each([
    ['before-cancelScheduledCalls', 'PENDING'],
    ['after-cancelScheduledCalls', 'CANCELLED'],
  ])('cancelling, at %s: all or none', async (at, status) => {
    const operator = await openWithDue(3);
    await dieAt(operator, at, ['scheduled', 'cancel', '1-3', '--yes']);
    expect(statusesOf(operator)).toEqual([status, status, status]);
  });
});

describe('VOICEBOT_CRASH_AT', () => {
  const add = ['contacts', 'add', '--name', 'Ada', '--phone', '0491570006'];

  it.each([undefined, 'https://api.retellai.com', 'http://127.0.0.1.example.com', 'localhost'])(
    'is ignored where calls may be real: %s',
    async (RETELL_BASE_URL) => {
      const operator = await openOperator();
      const env = { VOICEBOT_CRASH_AT: 'before-saveContacts', VOICEBOT_NOW: undefined, RETELL_BASE_URL };
      expect(await operator.voicebot(add, { env })).toMatchObject({ code: 0 });
      expect(operator.rows('select name from contacts')).toEqual([{ name: 'Ada' }]);
    },
  );

  it.each(['before-lunch', 'in-placeCall', 'before-saveContacts:0', 'go@before-saveContacts'])(
    'rejects points that do not exist: %s',
    async (VOICEBOT_CRASH_AT) => {
      const operator = await openOperator();
      const ran = await operator.voicebot(add, { env: { VOICEBOT_CRASH_AT } });
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(VOICEBOT_CRASH_AT) });
    },
  );
});
