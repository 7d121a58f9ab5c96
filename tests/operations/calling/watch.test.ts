import { rmSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { Problem } from '../../../src/domain/problem.ts';
import type { Calling } from '../../../src/operations/calling/calling.ts';
import { watch } from '../../../src/operations/calling/watch.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { runSettings } from '../../support/run-settings.ts';
import { migrations, openWithDue } from './due-calls.ts';

/** Watches for this long, with a call due and a key that is not accepted. @returns each pause, and when trouble was told, in s */
async function watchInTrouble(every: number, hours: number) {
  const operator = await openWithDue(1);
  const store = openStore({ path: operator.database, migrations });
  onTestFinished(() => {
    store.close();
    rmSync(operator.database, { force: true });
  });
  const stop = new AbortController();
  const { clock } = operator;
  const begin = clock.now().getTime();
  const elapsed = () => (clock.now().getTime() - begin) / 1000;
  const pauses: number[] = [];
  const reports: number[] = [];
  let renewals = 0;
  const calling: Calling = {
    store,
    telephony: async () => {
      throw new Problem('not_set_up', { code: 'retell_account', message: 'No.' });
    },
    clock: {
      isReal: false,
      now: () => clock.now(),
      sleep: async (ms) => {
        pauses.push(ms / 1000);
        clock.advance(ms / 1000);
        if (elapsed() >= hours * 3600) stop.abort();
      },
    },
    ...runSettings,
    requestTimeout: 10_000,
  };
  await watch(calling, {
    every: every * 1000,
    concurrency: 1,
    signal: stop.signal,
    renew: async () => {
      renewals++;
      return calling;
    },
    onEvent: () => undefined,
    onTrouble: () => reports.push(elapsed()),
  });
  return { pauses, reports, renewals };
}

it('a watch in trouble waits longer each time, up to five minutes, reads settings again, and says so once an hour', async () => {
  const { pauses, reports, renewals } = await watchInTrouble(15, 2.5);
  expect(pauses.slice(0, 7)).toEqual([15, 30, 60, 120, 240, 300, 300]);
  expect(Math.max(...pauses)).toBe(300);
  expect(renewals).toBe(pauses.length - 1);
  expect(reports).toHaveLength(3);
  expect(reports[0]).toBe(0);
});

it('a longer interval is kept in trouble', async () => {
  expect((await watchInTrouble(600, 1)).pauses).toEqual([600, 600, 600, 600, 600, 600]);
});
