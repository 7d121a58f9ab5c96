import { describe, expect, it } from 'vitest';
import { noExceptions } from '../../../src/domain/calls/gates/policy.ts';
import { decideImmediate } from '../../../src/operations/calling/decide-call.ts';
import { dieAt, lostResponse, neverArrived, recover, statusesOf, strike } from '../../crashes/crashing.ts';
import { openWithContacts, openWithDue, requestsTo, ringsOf } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';
import { everything, listAt, objectAt } from '../../support/people.ts';
import { noRules } from '../../support/policy.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const mark = ({ voicebot }: Operator, ...ids: string[]) =>
  Promise.all(ids.map((id) => voicebot(['contacts', 'edit', id, '--do-not-call'])));

const scheduledFor = (document: unknown) =>
  listAt(document, 'scheduledCalls').map(({ contactId }) => contactId);

describe('the mark against calls', () => {
  it('is set and taken away by contacts edit, and set by contacts add', async () => {
    const operator = await openWithContacts(1);
    const { json } = operator;
    const shown = async (id: string) =>
      objectAt(await json(['contacts', 'show', id]), 'contact')['doNotCall'];
    expect(await shown('1')).toBe(false);
    expect(await json(['contacts', 'edit', '1', '--do-not-call'])).toMatchObject({
      contact: { doNotCall: true },
    });
    operator.clock.advance(60);
    const since = operator.rows('select do_not_call_at from contacts');
    await json(['contacts', 'edit', '1', '--do-not-call', '--name', 'Ada']);
    expect(operator.rows('select do_not_call_at from contacts')).toEqual(since);
    await json(['contacts', 'edit', '1', '--name', 'Ada L']);
    expect(await shown('1')).toBe(true);
    await json(['contacts', 'edit', '1', '--may-call']);
    expect(await shown('1')).toBe(false);
    await json(['contacts', 'add', '--phone', '0491570006', '--do-not-call']);
    expect(await shown('2')).toBe(true);
    expect((await operator.voicebot(['contacts', 'list'])).stdout).toContain('never');
  });

  it('is not both, nor said to be of no use, nor of somebody else', async () => {
    const operator = await openWithContacts(1);
    const refused = [
      { words: ['contacts', 'edit', '1', '--do-not-call', '--may-call'], code: 2, says: /contradict/ },
      { words: ['contacts', 'edit', '9', '--do-not-call'], code: 3, says: /id 9/ },
    ];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect((await operator.voicebot(['contacts', 'edit', '1', '--may-call'])).code).toBe(0);
  });
});

describe('nobody who is marked is phoned', () => {
  it('by call: refused, in a dry run too, and no request leaves', async () => {
    const operator = await openWithContacts(1);
    await mark(operator, '1');
    const before = everything(operator);
    const refused = [['1'], ['Contact 1'], ['1', '--dry-run'], ['1', '--yes']].map((words) => ({
      ...{ words: ['call', ...words], code: 5, says: /Contact 1.*must not be called.*dnc remove \+614/s },
    }));
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
    expect(operator.simulator.requests()).toEqual([]);
    await operator.voicebot(['contacts', 'edit', '1', '--may-call']);
    expect((await operator.voicebot(['call', '1'])).code).toBe(0);
    expect(ringsOf(operator)).toEqual({ '+61491580001': 1 });
  });

  it('by schedule: left out and said; exit 6 for who was named, 0 for who has a tag', async () => {
    const operator = await openWithContacts(4);
    await operator.voicebot(['contacts', 'tag', 'all', '1-4']);
    await mark(operator, '2', '3');
    const leftOut = [2, 3].map((contactId) => ({ contactId, reason: 'do not call' }));
    const cases: [words: string[], code: number][] = [
      [['1-4'], 6],
      [['--tag', 'all'], 0],
      [['1-4', '--tag', 'all'], 6],
    ];
    for (const [words, code] of cases) {
      const schedule = ['schedule', ...words, '--at', '+10m', '--if-scheduled', 'again', '--json'];
      const rehearsed = await operator.voicebot([...schedule, '--dry-run']);
      expect(rehearsed.json).toMatchObject({ leftOut });
      expect(scheduledFor(rehearsed.json)).toEqual([1, 4]);
      const ran = await operator.voicebot(schedule);
      expect({ words, code: ran.code }).toEqual({ words, code });
      expect(ran.json).toMatchObject({ success: true, leftOut });
      expect(ran.stderr).toMatch(/Left out, must not be called: Contact 2, Contact 3/);
      expect(scheduledFor(ran.json)).toEqual([1, 4]);
    }
    const well = await operator.json(['schedule', '1', '--at', '+10m', '--if-scheduled', 'again']);
    expect(objectAt(well)).not.toHaveProperty('leftOut');
  });

  it('by schedule: exit 5 where nobody is left, and nothing is scheduled', async () => {
    const operator = await openWithContacts(2);
    await mark(operator, '1', '2');
    const before = everything(operator);
    const refused = [['1'], ['1-2'], ['--where', 'do_not_call=yes'], ['--search', 'contact']].map(
      (words) => ({
        ...{ words: ['schedule', ...words, '--at', '+10m'], code: 5, says: /Contact 1.* must not be called/ },
      }),
    );
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('by a call that was scheduled before: cancelled with the reason, and the others are placed', async () => {
    const operator = await openWithDue(3);
    await mark(operator, '2');
    await operator.voicebot(['process-due']);
    expect(statusesOf(operator)).toEqual(['COMPLETED/registered', 'CANCELLED', 'COMPLETED/registered']);
    expect(objectAt(await operator.json(['scheduled', 'show', '2']), 'scheduledCall')['errorMessage']).toBe(
      'do-not-call: +61491580002',
    );
    expect(requestsTo(operator).map((body) => body.to_number)).toEqual(['+61491580001', '+61491580003']);
    expect(requestsTo(operator, '+61491580002')).toEqual([]);
  });

  it('by a later attempt of a call that Retell refused before', async () => {
    const operator = await openWithDue(1);
    strike(operator, 1, { kind: 'status', status: 422 });
    await operator.voicebot(['process-due']);
    await mark(operator, '1');
    operator.clock.advance(3600);
    await operator.voicebot(['process-due']);
    expect(statusesOf(operator)).toEqual(['CANCELLED/not_placed']);
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it('by an import that marks somebody whose call waits', async () => {
    const operator = await openWithDue(1);
    const stdin = 'Phone,Do Not Call\n+61491580001,yes\n';
    await operator.voicebot(['contacts', 'import', '-'], { stdin });
    await operator.voicebot(['process-due']);
    expect(statusesOf(operator)).toEqual(['CANCELLED']);
    expect(requestsTo(operator)).toEqual([]);
  });

  it('by sending a call of unknown fate again: it waits for the operator', async () => {
    const operator = await openWithDue(1);
    strike(operator, 1, neverArrived);
    await operator.voicebot(['process-due']);
    expect(statusesOf(operator)).toEqual(['IN_PROGRESS/unknown']);
    await mark(operator, '1');
    await recover(operator, 900, 6);
    await recover(operator, 900);
    expect(statusesOf(operator)).toEqual(['IN_PROGRESS/unknown']);
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it('by taking over for a process that died before its request left', async () => {
    const operator = await openWithDue(1);
    await dieAt(operator, 'after-claimNextDue', ['process-due']);
    await mark(operator, '1');
    await recover(operator, 900, 6);
    expect(requestsTo(operator)).toEqual([]);
  });

  it('yet a call that did ring before is found and recorded', async () => {
    const operator = await openWithDue(1);
    strike(operator, 1, lostResponse);
    await operator.voicebot(['process-due']);
    await mark(operator, '1');
    await recover(operator, 900);
    expect(statusesOf(operator)).toEqual([expect.stringMatching(/^COMPLETED/)]);
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it('where the mark comes while call still asks, or has just asked', async () => {
    const operator = await openWithContacts(1);
    const { openStore } = await import('../../../src/store/open-store.ts');
    const { migrations } = await import('../../operations/calling/due-calls.ts');
    const store = openStore({ path: operator.database, migrations });
    const before = await store.contact(1);
    await mark(operator, '1');
    const now = operator.clock.now();
    const decide = decideImmediate(
      { fromNumber: '+61255501234', agentId: 'agent_demo', variables: {}, exceptions: noExceptions },
      before?.phoneNumber ?? '',
      {
        clock: operator.clock,
        timezone: 'Australia/Sydney',
        locale: 'en-AU',
        simulated: true,
        policy: noRules,
      },
    );
    const claimed = await store.claimNew(1, { now, account: 1, lease: 60_000, decide });
    expect(claimed).toMatchObject({ kind: 'refuse', code: 'do_not_call' });
    store.close();
    expect(operator.rows('select * from calls')).toEqual([]);
  });
});
