import { describe, expect, it } from 'vitest';
import { openWithContacts, openWithDue, scheduleCalls } from './due-calls.ts';

describe('a run and the lines of the account', () => {
  it('places calls as lines become free, those reserved for inbound calls aside; none loses an attempt by waiting', async () => {
    const operator = await openWithDue(100, { limits: { concurrency: 20, reservedInbound: 4 } });
    const first = await operator.voicebot(['process-due', '--concurrency', '10']);
    expect(first.stdout).toContain('Processed 16 scheduled calls: 16 succeeded, 0 failed');
    expect(first.stderr).toContain('84 more calls are due, waiting for a free line at Retell');
    expect(operator.simulator.rings()).toHaveLength(16);

    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 75, stdout: '' });
    expect(operator.rows("select sum(attempts) as n from scheduled_calls where status = 'PENDING'")).toEqual([
      { n: 0 },
    ]);

    for (let run = 0; run < 8; run++) {
      operator.clock.advance(600);
      await operator.voicebot(['process-due']);
    }
    expect(
      operator.rows('select status, attempts, count(*) as n from scheduled_calls group by 1, 2'),
    ).toEqual([{ status: 'COMPLETED', attempts: 1, n: 100 }]);
    expect(new Set(operator.simulator.rings().map((ring) => ring.toNumber)).size).toBe(100);
    expect(operator.simulator.requests().filter(({ status }) => status === 429)).toEqual([]);
  });

  it('does not count all the calls that are due if there are very many', async () => {
    const operator = await openWithContacts(10_020, { limits: { concurrency: 20 } });
    await scheduleCalls(
      operator,
      Array.from({ length: 10_020 }, (_, index) => ({ id: index + 1, seconds: 1 })),
    );
    operator.clock.advance(1);
    const ran = await operator.voicebot(['process-due', '--concurrency', '10']);
    expect(ran.stdout).toContain('Processed 20 scheduled calls');
    expect(ran.stderr).toContain('9,980+ more calls are due, waiting for a free line');
    const next = await operator.voicebot(['process-due']);
    expect(next.stderr).toContain('no free line for the 10000 or more calls');
    operator.clock.advance(600);
    const few = await operator.voicebot(['process-due', '--concurrency', '10', '--limit', '30']);
    expect(few.stderr).toContain('10 more calls are due');
  });

  it('places calls until Retell throttles, if it does not say how many lines are free', async () => {
    const operator = await openWithDue(30, { limits: { concurrency: 20 } });
    operator.simulator.addFault({
      on: 'concurrency',
      kind: 'status',
      status: 500,
      times: Number.POSITIVE_INFINITY,
    });
    const ran = await operator.voicebot(['process-due', '--json']);
    expect(ran).toMatchObject({
      code: 75,
      json: { success: false, results: { processed: 20, succeeded: 20, failed: 0 } },
    });
    expect(
      operator.rows("select count(*) as n from scheduled_calls where status = 'PENDING' and attempts = 0"),
    ).toEqual([{ n: 10 }]);
  });

  it('does not ask about lines if all the calls that are due are placed at once', async () => {
    const operator = await openWithDue(3);
    await operator.voicebot(['process-due']);
    expect(operator.simulator.requests().map(({ path }) => path)).not.toContain('/get-concurrency');
  });
});
