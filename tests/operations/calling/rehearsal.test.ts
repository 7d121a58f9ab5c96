import { describe, expect, it, onTestFinished } from 'vitest';
import { processDue } from '../../../src/operations/calling/process-due.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { retellTelephony } from '../../../src/telephony/retell/retell.ts';
import type { Operator } from '../../support/operator.ts';
import { runSettings } from '../../support/run-settings.ts';
import { migrations, onceEach, openWithContacts, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

/** Makes a run as if the operator's simulator were Retell itself. */
function runForReal({ database, clock, simulator }: Operator) {
  const store = openStore({ path: database, migrations });
  onTestFinished(store.close);
  return processDue(
    {
      store,
      telephony: async () =>
        retellTelephony({ apiKey: 'real_key', baseUrl: simulator.url, requestTimeout: 5000 }),
      clock: { isReal: false, now: () => clock.now(), sleep: async () => undefined },
      ...runSettings,
      simulated: false,
      reconcileAfter: 120_000,
    },
    { concurrency: 1, signal: new AbortController().signal, onEvent: () => undefined },
  );
}

describe('a call that was planned in a rehearsal', () => {
  it('is never placed for real, and says why', async () => {
    const operator = await openWithContacts(1);
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(61);
    expect(await runForReal(operator)).toMatchObject({ processed: 1, failed: 1 });
    expect(requestsTo(operator)).toEqual([]);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: {
        status: 'FAILED',
        attempts: 0,
        errorMessage: expect.stringContaining('planned in a rehearsal'),
      },
    });
    await operator.json(['scheduled', 'retry', '1']);
    operator.clock.advance(61);
    await runForReal(operator);
    expect(requestsTo(operator)).toEqual([]);
  });

  it('is placed in a rehearsal', async () => {
    const operator = await openWithContacts(1);
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(61);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});

describe('a call that was planned as a real one', () => {
  it('is not used up by a rehearsal: it waits, which each run says, and is placed when calls are real again', async () => {
    const operator = await openWithDue(1);
    const db = openSqlite(operator.database);
    db.exec('update scheduled_calls set simulated = 0');
    db.close();
    const run = await operator.voicebot(['process-due']);
    expect(run.stdout).toContain('the settings now name a simulator');
    expect(requestsTo(operator)).toEqual([]);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: { status: 'PENDING', attempts: 0, waitsFor: 'operator' },
    });
    operator.clock.advance(301);
    expect(await runForReal(operator)).toMatchObject({ succeeded: 1 });
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});

it('a call from before this was recorded is placed as ever', async () => {
  const operator = await openWithDue(1);
  expect(await runForReal(operator)).toMatchObject({ succeeded: 1 });
});
