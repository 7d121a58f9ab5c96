import { expect, it, onTestFinished } from 'vitest';
import { processDue } from '../../../src/operations/calling/process-due.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { retellTelephony } from '../../../src/telephony/retell/retell.ts';
import { runSettings } from '../../support/run-settings.ts';
import { migrations, openWithContacts, scheduleCalls } from './due-calls.ts';

it('a machine that sleeps in the middle of a run: the calls meanwhile ring at their spacing, not all at once', async () => {
  const operator = await openWithContacts(8);
  const { clock, simulator } = operator;
  const plan = Array.from({ length: 8 }, (_, index) => ({
    id: index + 1,
    seconds: 1 + index * 600,
    spacing: 600,
  }));
  await scheduleCalls(operator, plan);
  clock.advance(10);
  const store = openStore({ path: operator.database, migrations });
  onTestFinished(() => store.close());
  const run = (onPlaced: () => void) =>
    processDue(
      {
        store,
        telephony: async () =>
          retellTelephony({ apiKey: 'key', baseUrl: simulator.url, requestTimeout: 5000 }),
        clock: { isReal: false, now: () => clock.now(), sleep: async () => undefined },
        ...runSettings,
      },
      {
        concurrency: 1,
        signal: new AbortController().signal,
        onEvent: ({ kind }) => {
          if (kind === 'placed') onPlaced();
        },
      },
    );
  await run(() => clock.advance(2 * 3600));
  expect(simulator.rings()).toHaveLength(1);
  for (let rings = 2; rings <= 8; rings++) {
    await run(() => undefined);
    expect(simulator.rings()).toHaveLength(rings);
    clock.advance(600);
  }
});
