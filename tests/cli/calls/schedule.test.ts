import { describe, expect, it } from 'vitest';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { everything, listAt, operatorWith } from '../../support/people.ts';
import { type Refusal, wrongRefusals } from '../../support/refusals.ts';

/** Nine contacts, with ids from 1. */
const phones = [
  ['Ada', '0491570006'],
  ['Grace', '0491570156'],
  ['Émile', '0491570157'],
  ['Four', '0491570158'],
  ['Five', '0491570159'],
  ['Six', '0491570313'],
  ['Seven', '0491570737'],
  ['Eight', '0491571266'],
  ['Nine', '0491571491'],
];
const list = `Name,Phone\n${phones.map((row) => row.join(',')).join('\n')}\n`;

/** 9:10 am in Sydney, ten minutes from the beginning. */
const tenPast = Date.UTC(2026, 2, 1, 22, 10);

const timesOf = (document: unknown) =>
  listAt(document, 'scheduledCalls').map((call) => [call['contactId'], call['scheduledTime']]);

describe('schedule', () => {
  it('schedules calls in the order of the words, two minutes apart or by --every', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const rows: { words: string[]; stdin?: string; to: number[]; apart: number }[] = [
      { words: ['1'], to: [1], apart: 120 },
      { words: ['3', '1', '2'], to: [3, 1, 2], apart: 120 },
      { words: ['5-7', '2'], to: [5, 6, 7, 2], apart: 120 },
      { words: ['1,9,3-4'], to: [1, 9, 3, 4], apart: 120 },
      { words: ['1', '1-3', '2', 'ada', '0491570006'], to: [1, 2, 3], apart: 120 },
      { words: ['0491 570 157', '+61491570006', '2'], to: [3, 1, 2], apart: 120 },
      { words: ['nine', 'ÉMILE'], to: [9, 3], apart: 120 },
      { words: ['-'], stdin: '4\r\n\n 2 \n0491570006\n6-7\n', to: [4, 2, 1, 6, 7], apart: 120 },
      { words: ['9', '-', '1'], stdin: '5\n', to: [9, 5, 1], apart: 120 },
      { words: ['1-3', '--every', '90s'], to: [1, 2, 3], apart: 90 },
      { words: ['1-3', '--every', '1h30m'], to: [1, 2, 3], apart: 5400 },
      { words: ['1-9', '--every', '0s'], to: [1, 2, 3, 4, 5, 6, 7, 8, 9], apart: 0 },
    ];
    const planned = await mapAFewAtOnce(rows, async ({ words, stdin = '' }) => {
      const at = ['--at', '2026-03-02 09:10', '--if-scheduled', 'again'];
      return timesOf(await operator.json(['schedule', ...words, ...at], { stdin }));
    });
    expect(planned).toEqual(
      rows.map(({ to, apart }) =>
        to.map((contactId, index) => [contactId, new Date(tenPast + index * apart * 1000).toISOString()]),
      ),
    );
  });

  it('saves what it shows', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const scheduled = await operator.json(['schedule', '3', '1', '--at', '9:10']);
    const call = { status: 'PENDING', attempts: 0, fromNumber: '+61255501234', agentId: 'agent_demo' };
    expect(scheduled).toMatchObject({
      success: true,
      message: '2 call(s) scheduled successfully',
      scheduledCalls: [
        { ...call, id: 1, contactId: 3, contact: { name: 'Émile', phoneNumber: '+61491570157' } },
        { ...call, id: 2, contactId: 1, contact: { name: 'Ada', phoneNumber: '+61491570006' } },
      ],
    });
    const listed = listAt(await operator.json(['scheduled', 'list']), 'scheduledCalls');
    expect(listed).toEqual(listAt(scheduled, 'scheduledCalls'));
  });

  it('reads --at as an instant, a wait, or a wall time in the operator’s zone', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const rows: { at: string; env?: Record<string, string>; is: string }[] = [
      { at: '+10m', is: '2026-03-01T22:10' },
      { at: 'in 2 hours', is: '2026-03-02T00:00' },
      { at: '14:00', is: '2026-03-02T03:00' },
      { at: 'tomorrow 9am', is: '2026-03-02T22:00' },
      { at: '2026-12-08 14:00', is: '2026-12-08T03:00' },
      { at: '2026-06-08 14:00', is: '2026-06-08T04:00' },
      { at: '2026-12-08T14:00:00Z', is: '2026-12-08T14:00' },
      { at: '2026-12-08T14:00:00+05:30', is: '2026-12-08T08:30' },
      { at: '2026-12-08 14:00', env: { VOICEBOT_TIMEZONE: 'Australia/Perth' }, is: '2026-12-08T06:00' },
      { at: '23:00', env: { VOICEBOT_TIMEZONE: 'America/New_York' }, is: '2026-03-02T04:00' },
    ];
    const found = await mapAFewAtOnce(rows, async ({ at, env = {} }) => {
      const [first] = timesOf(
        await operator.json(['schedule', '1', '--at', at, '--if-scheduled', 'again'], { env }),
      );
      // The clock runs on while the program starts, so a wait is exact to the minute only.
      return { at, env, is: String(first?.[1]).slice(0, 'YYYY-MM-DDThh:mm'.length) };
    });
    expect(found).toEqual(rows.map(({ at, env = {}, is }) => ({ at, env, is })));
  });

  it('takes interval and attempts from options, or else from the settings', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const env = {
      VOICEBOT_INTERVAL: '5m',
      VOICEBOT_MAX_ATTEMPTS: '7',
      VOICEBOT_FROM_NUMBER: '02 5550 5678',
      VOICEBOT_AGENT_ID: 'agent_env',
    };
    const first = {
      maxAttempts: 7,
      fromNumber: '+61255505678',
      agentId: 'agent_env',
      scheduledTime: '2026-03-01T22:10:00.000Z',
    };
    expect(await operator.json(['schedule', '1-2', '--at', '9:10', '--no-check'], { env })).toMatchObject({
      scheduledCalls: [first, { ...first, scheduledTime: '2026-03-01T22:15:00.000Z' }],
    });
    const options = [
      '--every',
      '1m',
      '--max-attempts',
      '1',
      '--from',
      '+61 2 5550 9999',
      '--agent',
      'agent_x',
      '--no-check',
    ];
    const other = { maxAttempts: 1, fromNumber: '+61255509999', agentId: 'agent_x' };
    expect(await operator.json(['schedule', '3-4', '--at', '9:10', ...options], { env })).toMatchObject({
      scheduledCalls: [other, { ...other, scheduledTime: '2026-03-01T22:11:00.000Z' }],
    });
  });

  it('saves --var with each call, as text', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const words = ['--var', 'offer=SPRING', '--var', 'link=a=b', '--var', 'count=3', '--var', 'empty='];
    const dynamicVariables = { offer: 'SPRING', link: 'a=b', count: '3', empty: '' };
    expect(await json(['schedule', '1-2', '--at', '+10m', ...words])).toMatchObject({
      scheduledCalls: [{ dynamicVariables }, { dynamicVariables }],
    });
  });

  it('keeps a variable whatever it is called, until the agent gets it', async () => {
    const { voicebot, clock, simulator } = await operatorWith(list, { sharesProcess: true });
    const words = ['--var', '__proto__=x', '--var', 'constructor=y', '--var', 'toString=z'];
    const scheduled = await voicebot(['schedule', '1', '--at', '+1m', ...words, '--json']);
    const shown = await voicebot(['scheduled', 'show', '1', '--json']);
    clock.advance(61);
    expect(await voicebot(['process-due'])).toMatchObject({ code: 0 });
    const called = await voicebot(['calls', 'show', '1', '--json']);
    const [request] = simulator.requests().filter(({ path }) => path.endsWith('create-phone-call'));
    for (const text of [scheduled.stdout, shown.stdout, called.stdout, JSON.stringify(request)])
      for (const [name, value] of ['__proto__=x', 'constructor=y', 'toString=z'].map((pair) =>
        pair.split('='),
      ))
        expect(text.replaceAll(/\s/g, '')).toContain(`"${name}":"${value}"`);
  });

  it('needs no key and no network', async () => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    const env = { RETELL_API_KEY: undefined, RETELL_BASE_URL: 'http://127.0.0.1:1' };
    expect((await voicebot(['schedule', '1', '--at', '+10m'], { env })).code).toBe(0);
  });
});

describe('schedule shows the plan before it saves', () => {
  it('with the number of calls, the first and last time, and the time zone', async () => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    const { code, stdout, stderr } = await voicebot(['schedule', '1-3', '--at', '2026-12-08 14:00']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/3 calls, 2 minutes apart/);
    expect(stderr).toMatch(/first +Tue 8 Dec 2026, 2:00 pm AEDT.*Ada \+61491570006/);
    expect(stderr).toMatch(/last +Tue 8 Dec 2026, 2:04 pm AEDT.*Émile \+61491570157/);
    expect(stderr).toMatch(/\+61255501234.*agent_demo.*Australia\/Sydney/);
    expect(stdout).toBe('✓ Scheduled 3 calls: ids 1-3, in the campaign 2026-12-08 14:00\n');
  });

  it('for one call and for calls all at once, but not with --quiet', async () => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    const one = await voicebot(['schedule', '1', '--at', '2026-12-08 14:00']);
    expect(one.stderr).toMatch(/^1 call/);
    expect(one.stderr).not.toContain('last');
    const every = await voicebot(['schedule', '2-3', '--at', '2026-12-08 14:00', '--every', '0s']);
    expect(every.stderr).toContain('2 calls, all at once');
    const quiet = await voicebot(['schedule', '4', '--at', '2026-12-08 14:00', '--quiet']);
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toBe('✓ Scheduled call 4: Four, Tue 8 Dec 2026, 2:00 pm AEDT\n');
  });

  it('and with --dry-run saves nothing', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const before = everything(operator);
    const words = ['schedule', '3', '1', '--at', '2026-12-08 14:00', '--dry-run'];
    const ran = await operator.voicebot(words);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('2 calls would be scheduled');
    expect(ran.stderr).toMatch(/first.*Émile/);
    expect(await operator.json(words)).toMatchObject({
      success: true,
      dryRun: true,
      message: '2 call(s) would be scheduled',
      scheduledCalls: [
        { contactId: 3, scheduledTime: '2026-12-08T03:00:00.000Z', contact: { name: 'Émile' } },
        { contactId: 1, scheduledTime: '2026-12-08T03:02:00.000Z', contact: { name: 'Ada' } },
      ],
    });
    expect(everything(operator)).toEqual(before);
  });
});

describe('schedule with bad input', () => {
  it('is refused, and schedules nothing', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const before = everything(operator);
    const refused: Refusal[] = [
      { words: ['1', '99', '98'], code: 3, says: /the ids 99, 98/ },
      { words: ['1-12'], code: 3, says: /the ids 10, 11, 12/ },
      { words: ['1', '0491570110'], code: 3, says: /\+61491570110/ },
      { words: ['1', 'nobody'], code: 3, says: /"nobody"/ },
      { words: ['-'], stdin: '\n', code: 2, says: /Standard input is empty/ },
      { words: ['0'], code: 2, says: /"0"/ },
      { words: ['9-1'], code: 2, says: /"9-1".*1-9/s },
      { words: ['1', '--at', '8:59'], code: 5, says: /"8:59" is in the past.*AEDT.*tomorrow 8:59/s },
      { words: ['1', '--at', '2025-01-01T00:00:00Z'], code: 5, says: /in the past/ },
      { words: ['1', '--at', '8/12/2026'], code: 2, says: /"8\/12\/2026"/ },
      { words: ['1', '--at', 'soon'], code: 2, says: /"soon".*tomorrow 9am/s },
      { words: ['1', '--at', '2026-02-30 10:00'], code: 2, says: /"2026-02-30 10:00"/ },
      { words: ['1', '--at', ''], code: 2, says: /""/ },
      {
        words: ['1', '--at', '2026-10-04 02:30'],
        code: 2,
        says: /does not exist.*2026-10-04T01:59:00\+10:00.*2026-10-04T03:00:00\+11:00/s,
      },
      {
        words: ['1', '--at', '2026-04-05 02:30'],
        code: 2,
        says: /twice.*2026-04-05T02:30:00\+11:00.*2026-04-05T02:30:00\+10:00/s,
      },
      {
        words: ['1'],
        env: { VOICEBOT_FROM_NUMBER: undefined },
        code: 4,
        says: /--from.*VOICEBOT_FROM_NUMBER/s,
      },
      { words: ['1'], env: { VOICEBOT_AGENT_ID: undefined }, code: 4, says: /--agent.*VOICEBOT_AGENT_ID/s },
      { words: ['1', '--from', '12'], code: 2, says: /"12" is not a phone number/ },
      { words: ['1', '--from', ''], code: 4, says: /--from/ },
      { words: ['1', '--agent', ''], code: 4, says: /--agent/ },
      { words: ['1', '--every', '2'], code: 2, says: /"2".*2m/s },
      { words: ['1', '--every', '-2m'], code: 2, says: /"-2m"/ },
      { words: ['1', '--max-attempts', '0'], code: 2, says: /"0"/ },
      { words: ['1', '--max-attempts', '1.5'], code: 2, says: /"1\.5"/ },
      { words: ['1', '--var', 'offer'], code: 2, says: /"offer".*key=value/s },
      { words: ['1', '--var', 'my offer=x'], code: 2, says: /"my offer=x"/ },
      { words: ['1', '--var', 'call_id=x'], code: 2, says: /"call_id".*Retell/ },
    ];
    const complete = refused.map((one) => ({
      ...one,
      words: ['schedule', ...one.words, ...(one.words.includes('--at') ? [] : ['--at', '+10m'])],
    }));
    expect(await wrongRefusals(operator, complete)).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });
});
