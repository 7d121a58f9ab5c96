import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { type Operator, openOperator } from '../../support/operator.ts';

const list = z.object({
  holidays: z.array(
    z.object({
      date: z.string(),
      country: z.string(),
      region: z.string().nullable(),
      name: z.string(),
      isOwn: z.boolean(),
    }),
  ),
});

async function holidays(operator: Operator, ...words: string[]) {
  return list.parse(await operator.json(['holidays', 'list', ...words])).holidays;
}

async function openWithContact(): Promise<Operator> {
  const operator = await openOperator({ sharesProcess: true });
  operator.clock.moveTo('2026-12-07T22:00:00Z');
  await operator.json(['contacts', 'add', '--phone', '0491570006', '--timezone', 'Australia/Perth']);
  return operator;
}

describe('holidays', () => {
  it('are filled in two years ahead for your country when the database is created', async () => {
    const operator = await openWithContact();
    const all = await holidays(operator);
    expect(new Set(all.map(({ country }) => country))).toEqual(new Set(['AU']));
    expect(all[0]).toMatchObject({ date: '2026-12-25', region: null, name: 'Christmas Day' });
    expect(all.at(-1)?.date).toBe('2028-12-26');
    // The lists of these states lack the day itself.
    for (const region of ['SA', 'NT'])
      expect(await holidays(operator, '--region', region)).toContainEqual(
        expect.objectContaining({ date: '2027-12-25', region: null }),
      );
    expect(all).toContainEqual({
      date: '2027-09-27',
      country: 'AU',
      region: 'WA',
      name: "King's Birthday",
      isOwn: false,
    });
    // Christmas Eve, from 6 pm.
    expect(all.map(({ date }) => date)).not.toContain('2027-12-24');
  });

  it('are filled in again by a run once less than a year is left, and keep what you added and removed', async () => {
    const operator = await openWithContact();
    await operator.json(['schedule', '1', '--at', '+1h']);
    await operator.json(['holidays', 'add', '2027-03-01', 'Stocktaking']);
    await operator.json(['holidays', 'remove', '2027-01-26']);
    await operator.json(['holidays', 'remove', '2028-01-26']);
    operator.clock.advance(400 * 86_400);
    await operator.voicebot(['process-due']);
    const later = await holidays(operator);
    expect(later.at(-1)?.date).toBe('2030-12-26');
    expect(later.map(({ date }) => date)).not.toContain('2028-01-26');
    expect(later).toContainEqual(expect.objectContaining({ date: '2029-01-26' }));
  });

  it('can be added for today, which closes the day at once', async () => {
    const operator = await openWithContact();
    await operator.json(['schedule', '1', '--at', '+4h']);
    operator.clock.advance(5 * 3600);
    expect(await operator.json(['holidays', 'add', 'today', '--name', 'Server move'])).toEqual({
      success: true,
      message: 'Added 2026-12-08 in AU: Server move',
      holiday: { date: '2026-12-08', country: 'AU', region: null, name: 'Server move', isOwn: true },
    });
    await operator.voicebot(['process-due'], {
      env: { VOICEBOT_CALL_TIMES: 'Mon-Fri 08:00-21:00; holidays open' },
    });
    expect(operator.simulator.rings()).toEqual([]);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: {
        nextAttemptAt: '2026-12-09T00:00:00.000Z',
        errorMessage: expect.stringContaining('it is Server move in Perth, a holiday'),
      },
    });
  });

  it('can be of one state, and are removed there', async () => {
    const operator = await openWithContact();
    await operator.json(['holidays', 'add', '2027-08-11', 'Ekka', '--region', 'qld']);
    expect(await holidays(operator, '--region', 'QLD', '--country', 'AU')).toContainEqual(
      expect.objectContaining({ date: '2027-08-11', region: 'QLD', isOwn: true }),
    );
    const wrong = await operator.voicebot(['holidays', 'remove', '2027-08-11']);
    expect(wrong).toMatchObject({ code: 3, stderr: expect.stringContaining('It is one in QLD.') });
    expect(await operator.json(['holidays', 'remove', '2027-08-11', '--region', 'QLD'])).toMatchObject({
      message: 'Removed 2027-08-11 in QLD, AU: Ekka',
    });
    expect((await operator.voicebot(['holidays', 'remove', '2027-08-11', '--region', 'QLD'])).code).toBe(3);
  });

  it('that cannot be read are refused', async () => {
    const operator = await openWithContact();
    const refusals: [words: string[], code: number, message: RegExp][] = [
      [['add', '2027-02-30', 'x'], 2, /no 30 February 2027/],
      [['add', '26/01/2027', 'x'], 2, /"26\/01\/2027" is not a date/],
      [['add', '2026-12-01', 'x'], 5, /2026-12-01 is over: it is 2026-12-08/],
      [['add', '2027-01-26', ' '], 2, /has no name/],
      [['add', '2027-01-26', 'x', '--country', 'Australia'], 2, /"Australia" is not a country code/],
      [
        ['add', '2027-01-26', 'x', '--region', 'NWS'],
        2,
        /"NWS" is not a region of AU[\s\S]*Use one of: ACT, NSW/,
      ],
      [['add', '2027-01-26', 'x', '--country', 'NZ', '--region', 'NSW'], 2, /"NSW" is not a region of NZ/],
      [['remove', '2027-01-27'], 3, /2027-01-27 is not a holiday in AU/],
      [['list', '--region', 'XX'], 2, /"XX" is not a region of AU/],
      [['list', '--country', 'XX1'], 2, /"XX1" is not a country code/],
    ];
    for (const [words, code, message] of refusals)
      expect(await operator.voicebot(['holidays', ...words])).toMatchObject({
        code,
        stderr: expect.stringMatching(message),
      });
  });

  it('of a database that an older voicebot made are filled in by what migrates it', async () => {
    const operator = await openWithContact();
    const database = openSqlite(operator.database);
    database.exec('delete from holidays; delete from holiday_coverage');
    database.close();
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(120);
    await operator.voicebot(['process-due']);
    expect((await holidays(operator)).length).toBeGreaterThan(50);
  });
});
