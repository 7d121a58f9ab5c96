import { describe, expect, it } from 'vitest';
import { numberOf, onceEach, openWithDue, requestsTo, ringsOf } from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import { brokenPromises, dieAt, due, recover } from './crashing.ts';

const always = Number.POSITIVE_INFINITY;
const count = 13;

/** Opens an operator with calls due, none of which Retell receives. */
async function openFailing(): Promise<Operator> {
  const operator = await openWithDue(count);
  operator.simulator.addFault({ on: 'create', kind: 'reset', times: always });
  return operator;
}

/** Lets Retell respond again, and runs until everything is settled. */
async function settle(operator: Operator): Promise<void> {
  operator.simulator.forgetFaults('create');
  for (const wait of [125, 60, 60, 60]) await recover(operator, wait);
  expect(ringsOf(operator)).toEqual(onceEach(count));
  expect(brokenPromises(operator)).toEqual([]);
  expect(operator.rows('select id from outages where ended_at is null')).toEqual([]);
}

describe('a run that dies during an outage', () => {
  it.each([
    { at: 'before-beginOutage', standing: 0 },
    { at: 'after-beginOutage', standing: 1 },
  ])('$at: the next runs lose at most ten more, and every phone rings once', async ({ at, standing }) => {
    const operator = await openFailing();
    await dieAt(operator, at, due);
    expect(operator.rows('select id from outages')).toHaveLength(standing);
    await settle(operator);
  });

  it.each(['before-endOutage', 'after-endOutage', 'after-claimNextDue', 'after-placeCall'])(
    '%s, once Retell responds again: one call goes first, and every phone rings once',
    async (at) => {
      const operator = await openFailing();
      await operator.voicebot(due);
      operator.simulator.forgetFaults('create');
      operator.clock.advance(60);
      const before = requestsTo(operator).length;
      await dieAt(operator, at, due);
      expect(requestsTo(operator).length - before).toBeLessThanOrEqual(2);
      await settle(operator);
    },
  );

  it.each(['before-reportOutageAgain', 'after-reportOutageAgain'])('%s: nothing is placed', async (at) => {
    const operator = await openFailing();
    await operator.voicebot(due);
    operator.simulator.addFault({ on: 'list', kind: 'reset', times: always });
    operator.clock.advance(60);
    await dieAt(operator, at, due);
    expect(requestsTo(operator)).toHaveLength(10);
    operator.simulator.forgetFaults('list');
    await settle(operator);
  });
});

describe('an outage of the account', () => {
  it.each(['before-recordReports', 'after-recordReports'])(
    'a run that dies %s: the calls go back once, and the operator is told',
    async (at) => {
      const operator = await openWithDue(count);
      for (let n = 1; n <= 3; n++) operator.simulator.script(numberOf(n), { reason: 'no_valid_payment' });
      await operator.voicebot([...due, '--limit', '3']);
      operator.clock.advance(30);
      await dieAt(operator, at, [...due, '--limit', '1']);
      const codes: unknown[] = [];
      const run = async () => {
        operator.clock.advance(65);
        codes.push((await operator.voicebot(['process-due'])).code);
      };
      await run();
      expect(brokenPromises(operator)).toEqual([]);
      for (let n = 1; n <= 3; n++) operator.simulator.script(numberOf(n), { reason: 'user_hangup' });
      for (let minute = 0; minute < 3; minute++) await run();
      expect([codes[0], codes.at(-1)]).toEqual([4, 0]);
      expect(ringsOf(operator)).toEqual(onceEach(count));
      expect(brokenPromises(operator)).toEqual([]);
      expect(operator.rows('select distinct attempts from scheduled_calls')).toEqual([{ attempts: 1 }]);
    },
  );
});
