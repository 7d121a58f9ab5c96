import { describe, expect, it } from 'vitest';
import { listAt, objectAt, operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const list = `Name,Mobile,Timezone
Ada Lovelace,0491 570 006,Australia/Brisbane
Grace Hopper,0491 570 156,Australia/Sydney
Linus,0491 570 110,America/New_York
`;

const off = { env: { VOICEBOT_CALL_TIMES: 'off' } };
const au = { env: { VOICEBOT_CALL_TIMES: 'au' } };

/** It is Mon 2 March 2026, 9:00 am in Sydney, 8:00 am in Brisbane. */
async function openPlanned() {
  const operator = await operatorWith(list, { sharesProcess: true });
  const schedule = (...words: string[]) =>
    operator.voicebot(['schedule', ...words, '--if-scheduled', 'again', '--yes'], off);
  await schedule('1', '--at', '2026-03-03 09:30');
  await schedule('2', '--at', '2026-03-03 10:00');
  await schedule('2', '--at', '2026-03-03 11:59');
  await schedule('3', '--at', '2026-03-04 12:00');
  await schedule('1', '--at', '2026-04-03 12:00');
  return operator;
}

describe('plan', () => {
  it('shows when each phone rings, on whose clock, and what moves', async () => {
    const operator = await openPlanned();
    const planned = await operator.json(['plan'], au);
    expect(
      listAt(planned, 'plan').map(({ scheduledCallId, at, local, marks, plannedFor }) => ({
        ...{ scheduledCallId, at, local, marks, plannedFor },
      })),
    ).toEqual([
      {
        ...{ scheduledCallId: 1, at: '2026-03-02T23:00:00.000Z', local: '2026-03-03T09:00:00+10:00' },
        ...{ marks: ['call_times'], plannedFor: '2026-03-02T22:30:00.000Z' },
      },
      {
        ...{ scheduledCallId: 2, at: '2026-03-02T23:00:00.000Z', local: '2026-03-03T10:00:00+11:00' },
        ...{ marks: ['clash'], plannedFor: null },
      },
      {
        ...{ scheduledCallId: 3, at: '2026-03-03T00:59:00.000Z', local: '2026-03-03T11:59:00+11:00' },
        ...{ marks: ['clash'], plannedFor: null },
      },
      {
        ...{ scheduledCallId: 4, at: '2026-03-04T14:00:00.000Z', local: '2026-03-04T09:00:00-05:00' },
        ...{ marks: ['call_times'], plannedFor: '2026-03-04T01:00:00.000Z' },
      },
    ]);
    expect(objectAt(planned, 'summary')).toEqual({
      ...{ total: 4, decided: 4, inTime: 2, moved: { call_times: 2 }, notPlaced: {} },
      ...{ lastRings: '2026-03-04T14:00:00.000Z', lastPending: '2026-04-03T01:00:00.000Z' },
    });
  });

  it('is what runs then do', async () => {
    const operator = await openPlanned();
    const planned = listAt(await operator.json(['plan'], au), 'plan');
    operator.clock.advance((Date.parse('2026-03-02T22:30:00Z') - operator.clock.now().getTime()) / 1000);
    await operator.voicebot(['process-due'], au);
    const moved = planned.find(({ scheduledCallId }) => scheduledCallId === 1);
    const { scheduledCall } = Object(await operator.json(['scheduled', 'show', '1']));
    expect(scheduledCall).toMatchObject({ waitsFor: 'call_times', nextAttemptAt: moved?.['at'] });
  });

  it('marks holidays, changes of the clocks, and what never rings', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const schedule = (...words: string[]) => operator.voicebot(['schedule', ...words, '--yes'], off);
    await schedule('1', '--at', '2026-04-03 12:00');
    await schedule('2', '--at', '2026-04-05 12:00');
    await schedule('3', '--at', '2026-04-07 12:00', '--not-after', '2026-04-07 13:00');
    const marks = async (env: Record<string, string>) => {
      const planned = await operator.json(['plan', '--days', '40'], { env });
      return Object.fromEntries(listAt(planned, 'plan').map((row) => [row['scheduledCallId'], row['marks']]));
    };
    expect(await marks({ VOICEBOT_CALL_TIMES: 'au' })).toEqual({
      1: ['holiday'],
      2: ['call_times'],
      3: ['missed'],
    });
    expect(await marks({ VOICEBOT_CALL_TIMES: 'off' })).toEqual({ 1: [], 2: ['clock_change'], 3: [] });
    expect(await marks({})).toEqual({
      1: ['outside_hours'],
      2: ['outside_hours', 'clock_change'],
      3: ['outside_hours'],
    });
    const { stdout } = await operator.voicebot(['plan', '--days', '40'], au);
    expect(stdout).toMatch(/Fri 3 Apr .* Good Friday\n/);
    expect(stdout).toMatch(/Sun 5 Apr .* clocks go back\n/);
  });

  it.each([60, 80, 100])('fits a screen of %i columns', async (cols) => {
    const operator = await openPlanned();
    const { env } = operator.launch(au);
    const screen = openScreen(operator, ['plan', '--limit', '2'], { env, cols, rows: 30 });
    await screen.ended;
    const shown = screen.whole();
    expect(shown).toMatch(/Tue 3 Mar +(· ){9}2 1 · /);
    expect(shown).toMatch(/Tue 3 Mar, 10:00 am AEDT/);
    expect(shown).toMatch(/Showing 1–2 of 4\. Next: --page 2/);
    expect(shown.replaceAll(/\s+/g, ' ')).toMatch(/4 calls: 2 in time; 2 will move out of closed hours\./);
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(cols);
  });

  it('says so where nothing is planned, and what comes after', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    expect((await operator.voicebot(['plan'])).stderr).toBe('Nothing is planned in the next 7 days.\n');
    await operator.voicebot(['schedule', '2', '--at', '2026-04-08 12:00', '--yes'], off);
    expect((await operator.voicebot(['plan', '--days', '1'])).stderr).toMatch(
      /^Nothing is planned today\.\nNext: call 1 to Grace Hopper, Wed 8 Apr 2026, 12:00 pm AEST/,
    );
    expect((await operator.voicebot(['plan', '--csv'])).stdout).toBe(
      'scheduledCallId,at,zones,local,contact.id,contact.name,contact.phoneNumber,marks,plannedFor,reason\n',
    );
  });
});
