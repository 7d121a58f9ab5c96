import { describe, expect, it } from 'vitest';
import { listAt, operatorWith } from '../../support/people.ts';

describe('schedule --at', () => {
  it.each(['now', 'NOW', '+0s', 'in 0 seconds'])('%s is due at once', async (at) => {
    const operator = await operatorWith();
    await operator.json(['schedule', '1', '--at', at]);
    operator.clock.advance(1);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(operator.simulator.rings()).toHaveLength(1);
  });

  it('says that there is no such day', async () => {
    const operator = await operatorWith();
    const ran = await operator.voicebot(['schedule', '1', '--at', '2026-11-31 10:00', '--json']);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stdout).toContain('There is no 31 November 2026.');
  });

  it('keeps the time of day with --every 1d when the clocks change', async () => {
    const operator = await operatorWith();
    const scheduled = await operator.json([
      ...['schedule', '1-3', '--at', '2026-10-03 09:00', '--every', '1d'],
    ]);
    expect(listAt(scheduled, 'scheduledCalls').map((call) => call['scheduledTime'])).toEqual([
      '2026-10-02T23:00:00.000Z',
      '2026-10-03T22:00:00.000Z',
      '2026-10-04T22:00:00.000Z',
    ]);
  });
});

describe('a duration for which a timer waits', () => {
  it.each([
    { words: ['watch', '--every', '25d'], env: {} },
    { words: ['call', '1', '--yes'], env: { VOICEBOT_REQUEST_TIMEOUT: '30d' } },
  ])('is refused beyond 24.8 days: $words.0 $env', async ({ words, env }) => {
    const operator = await operatorWith();
    const ran = await operator.voicebot([...words, '--json'], { env });
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stdout).toContain('is too long');
    expect(operator.simulator.requests()).toEqual([]);
  });
});
