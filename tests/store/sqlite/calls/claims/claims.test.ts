import { describe, expect, it } from 'vitest';
import type { CallReport } from '../../../../../src/domain/calls/outcomes/report.ts';
import type { Claim } from '../../../../../src/operations/ports/claim-store.ts';
import type { Store } from '../../../../../src/operations/ports/store.ts';
import { bareReport } from '../../../../support/bare-report.ts';
import { openEmptyStore } from '../../../../support/empty-store.ts';
import { reportRules } from '../../../../support/report-rules.ts';

const start = Date.UTC(2026, 2, 1, 22);
const lease = 90_000;
/** The first account of every store here. */
const account = 1;
const later = (seconds: number) => new Date(start + seconds * 1000);

function report(retellCallId: string): CallReport {
  return { ...bareReport, retellCallId, status: 'registered' };
}

/** Opens a store with this many calls, due a second apart. */
async function openWithCalls(count: number): Promise<Store> {
  const store = openEmptyStore();
  await store.openAccount({ address: 'https://retell.test', fingerprint: 'one' }, later(-60));
  await store.saveContacts([{ name: 'Ada', phoneNumber: '+61491570006', customFields: {} }], later(-60));
  const draft = { contactId: 1, fromNumber: '+61255501234', agentId: 'agent_1', dynamicVariables: {} };
  await store.scheduleCalls(
    Array.from({ length: count }, (_, index) => ({
      ...draft,
      scheduledTime: later(index - count),
      maxAttempts: 3,
      simulated: null,
      timezone: null,
      locale: null,
    })),
    later(-60),
    'again',
  );
  return store;
}

let references = 0;

async function claimDue(store: Store, now: Date): Promise<Claim | undefined> {
  const claimed = await store.claimNextDue({
    now,
    account,
    lease,
    decide: ({ scheduled: { fromNumber, agentId }, contact }) => ({
      kind: 'place',
      request: {
        reference: `vb_test_${++references}`,
        fromNumber,
        toNumber: contact?.phoneNumber ?? '',
        agentId,
        dynamicVariables: {},
      },
    }),
  });
  return claimed?.kind === 'claimed' ? claimed.claim : undefined;
}

/** Claims a call twice. @returns the claim whose lease has ended, and the one that took the call over */
async function loseClaim(store: Store): Promise<{ lost: Claim; taken: Claim }> {
  const lost = await claimDue(store, later(0));
  const taken = await store.claimNextUnknown({ now: later(91), account, lease });
  if (!lost || !taken) throw new Error('there was nothing to claim');
  return { lost, taken };
}

describe('claims', () => {
  it('go to each call once, in order of time, and expire', async () => {
    const store = await openWithCalls(3);
    const claims = [
      await claimDue(store, later(0)),
      await claimDue(store, later(0)),
      await claimDue(store, later(1)),
    ];
    expect(claims.map((claim) => claim?.call.scheduledCallId)).toEqual([1, 2, 3]);
    expect(await claimDue(store, later(1))).toBeUndefined();
    expect(new Set(claims.map((claim) => claim?.token)).size).toBe(3);

    expect(await store.claimNextUnknown({ now: later(89), account, lease })).toBeUndefined();
    const taken = await store.claimNextUnknown({ now: later(90), account, lease });
    expect(taken).toMatchObject({ call: { id: claims[0]?.call.id, status: 'unknown' } });
    expect(await store.claimNextUnknown({ now: later(90), account, lease })).toMatchObject({
      call: { id: 2 },
    });
    expect(await store.claimNextUnknown({ now: later(90), account, lease })).toBeUndefined();
  });

  it('skip a call that must wait: it is due again later, and blocks no other call', async () => {
    const store = await openWithCalls(2);
    const waiting = { kind: 'wait', until: later(600), waitsFor: 'call_times', reason: 'too early' } as const;
    const postponed = await store.claimNextDue({ now: later(0), account, lease, decide: () => waiting });
    expect(postponed).toEqual({ kind: 'postponed', scheduledCallId: 1, decision: waiting });
    expect(await store.scheduledCall(1)).toMatchObject({
      status: 'PENDING',
      attempts: 0,
      callId: null,
      nextAttemptAt: later(600),
      waitsFor: 'call_times',
      errorMessage: 'too early',
    });
    expect(await claimDue(store, later(0))).toMatchObject({ call: { scheduledCallId: 2 } });
    expect(await claimDue(store, later(599))).toBeUndefined();
    expect(await claimDue(store, later(600))).toMatchObject({ call: { scheduledCallId: 1, attempt: 1 } });
    expect(await store.scheduledCall(1)).toMatchObject({ waitsFor: null, errorMessage: null });
  });

  it('fail a call that a gate refuses, and do not send a call again once they are lost', async () => {
    const store = await openWithCalls(2);
    const no = { kind: 'refuse', code: 'no', reason: 'not at all' } as const;
    expect(await store.claimNextDue({ now: later(0), account, lease, decide: () => no })).toEqual({
      kind: 'forbidden',
      code: 'no',
      scheduledCallId: 1,
      reason: 'not at all',
    });
    expect(await store.scheduledCall(1)).toMatchObject({
      status: 'FAILED',
      attempts: 0,
      errorMessage: 'not tried: not at all',
    });
    const claim = await claimDue(store, later(0));
    const taken = await store.claimNextUnknown({ now: later(91), account, lease });
    if (!claim || !taken) throw new Error('there was nothing to claim');
    const again = {
      now: later(92),
      account,
      lease,
      decide: () => ({ kind: 'place', request: claim.call }) as const,
    };
    expect(await store.renewToSendAgain(claim, again)).toEqual({ kind: 'lost' });
    expect(await store.renewToSendAgain(taken, { ...again, decide: () => no })).toEqual(no);
    expect(await store.renewToSendAgain(taken, again)).toMatchObject({
      kind: 'claimed',
      claim: { call: { sentAgainAt: later(92) } },
    });
  });

  it('ignore a call that is not due yet', async () => {
    const store = await openWithCalls(1);
    expect(await claimDue(store, later(-2))).toBeUndefined();
  });
});

describe('a result recorded under a lost claim', () => {
  const when = { now: later(92), retryDelay: 60_000, stopAfter: 10 };
  const unknown = {
    ...when,
    reason: 'no answer',
    nextCheckAt: later(200),
    waitsFor: 'retell',
    heldBecause: null,
  } as const;
  const results: [what: string, record: (store: Store, claim: Claim) => Promise<unknown>][] = [
    ['refused', (store, claim) => store.recordRefused(claim, 'No such agent.', when)],
    ['unknown', (store, claim) => store.recordUnknown(claim, unknown)],
    ['nothing sent', (store, claim) => store.withdraw(claim, when.now)],
  ];

  it.each(results)('%s: is ignored, because another process has taken over', async (_, record) => {
    const store = await openWithCalls(1);
    const { lost, taken } = await loseClaim(store);
    const before = [await store.call(lost.call.id), await store.scheduledCall(1)];
    await record(store, lost);
    expect([await store.call(lost.call.id), await store.scheduledCall(1)]).toEqual(before);
    await store.recordPlaced(taken, report('call_1'), {
      now: later(93),
      ...reportRules,
    });
    expect(await store.scheduledCall(1)).toMatchObject({ status: 'COMPLETED', attempts: 1 });
  });

  it('placed: is recorded, and later results of the new claim are ignored', async () => {
    const store = await openWithCalls(1);
    const { lost, taken } = await loseClaim(store);
    await store.recordPlaced(lost, report('call_1'), {
      now: later(92),
      ...reportRules,
    });
    for (const [, record] of results) await record(store, taken);
    expect(await store.call(lost.call.id)).toMatchObject({ status: 'registered', retellCallId: 'call_1' });
    expect(await store.scheduledCall(1)).toMatchObject({
      status: 'COMPLETED',
      attempts: 1,
      retellCallId: 'call_1',
    });
    expect(await store.claimNextUnknown({ now: later(9999), account, lease })).toBeUndefined();
  });

  it('placed, twice: counts once; a second call at Retell is recorded too', async () => {
    const store = await openWithCalls(1);
    const { lost, taken } = await loseClaim(store);
    await store.recordPlaced(lost, report('call_1'), {
      now: later(92),
      ...reportRules,
    });
    await store.recordPlaced(taken, report('call_1'), {
      now: later(93),
      ...reportRules,
    });
    expect(await store.scheduledCall(1)).toMatchObject({ status: 'COMPLETED', attempts: 1 });
    await store.recordPlaced(taken, report('call_2'), {
      now: later(94),
      ...reportRules,
    });
    expect(await store.call(lost.call.id)).toMatchObject({
      retellCallId: 'call_1',
      errorMessage: expect.stringContaining('call_2'),
    });
  });
});

describe('an attempt that is withdrawn', () => {
  it('leaves the call due as before, and no attempt', async () => {
    const store = await openWithCalls(1);
    const before = await store.scheduledCall(1);
    const claim = await claimDue(store, later(0));
    if (!claim) throw new Error('nothing was due');
    await store.withdraw(claim, later(1));
    expect(await store.scheduledCall(1)).toEqual({ ...before, updatedAt: later(1) });
    expect(await store.listCalls({})).toEqual([]);
    expect(await claimDue(store, later(1))).toBeDefined();
  });
});
