import { describe, expect, it } from 'vitest';
import { mapAFewAtOnce } from '../support/a-few-at-once.ts';
import { listAt, objectAt, operatorWith } from '../support/people.ts';
import { openScreen } from '../support/screen.ts';

const people = `Name,Mobile,City,Tags
Ada Lovelace,0491 570 006,Perth,vip
Grace Hopper,0491 570 156,Sydney,vip;gold
Linus,0491 570 157,,
Zoë,0491 570 158,Perth,
`;

/** Every list, its rows in JSON, and a key by which it can be sorted, with the values of the first page of one in each direction. */
const lists: { words: string[]; key: string; sort: string; field: string; first: unknown; last: unknown }[] =
  [
    {
      words: ['contacts', 'list'],
      key: 'contacts',
      sort: 'name',
      field: 'name',
      first: 'Ada Lovelace',
      last: 'Zoë',
    },
    { words: ['contacts', 'tags'], key: 'tags', sort: 'tag', field: 'tag', first: 'gold', last: 'vip' },
    { words: ['scheduled', 'list'], key: 'scheduledCalls', sort: 'time', field: 'id', first: 1, last: 3 },
    { words: ['calls', 'list'], key: 'calls', sort: 'requestedAt', field: 'id', first: 1, last: 2 },
    {
      words: ['campaigns', 'list'],
      key: 'campaigns',
      sort: 'name',
      field: 'name',
      first: 'Autumn',
      last: 'spring',
    },
    { words: ['plan'], key: 'plan', sort: 'at', field: 'scheduledCallId', first: 2, last: 3 },
    {
      words: ['dnc', 'list'],
      key: 'entries',
      sort: 'phone',
      field: 'phoneNumber',
      first: '+61491571266',
      last: '+61491571491',
    },
    {
      words: ['holidays', 'list'],
      key: 'holidays',
      sort: 'date',
      field: 'date',
      first: '2026-03-02',
      last: '2028-12-26',
    },
    { words: ['accounts', 'list'], key: 'accounts', sort: 'id', field: 'id', first: 1, last: 1 },
    {
      words: ['profiles', 'list'],
      key: 'profiles',
      sort: 'name',
      field: 'name',
      first: 'default',
      last: 'default',
    },
    { words: ['call-times', 'list'], key: 'callTimes', sort: 'name', field: 'name', first: 'au', last: 'us' },
    {
      words: ['calls', 'callbacks'],
      key: 'callbacks',
      sort: 'id',
      field: 'id',
      first: undefined,
      last: undefined,
    },
  ];

async function openLists() {
  const operator = await operatorWith(people, { sharesProcess: true });
  const run = (...words: string[]) => operator.voicebot(words);
  await run('dnc', 'add', '0491571266', '0491571491');
  await run('schedule', '1', '--at', '+1m', '--name', 'spring', '--yes');
  await run('call', '2', '--yes');
  operator.clock.advance(61);
  await run('process-due');
  await run('schedule', '3-4', '--at', '+1h', '--name', 'Autumn', '--yes');
  return operator;
}

describe('every list', () => {
  it('is paged and sorted, and says in JSON how many there are and whether there is another page', async () => {
    const operator = await openLists();
    const found = await mapAFewAtOnce(lists, async ({ words, key, sort, field }) => {
      const page = (order: string) =>
        operator.json([...words, '--limit', '1', '--page', '1', `--sort=${order}`]);
      const [one, other] = [await page(sort), await page(`-${sort}`)];
      const value = (document: unknown) => listAt(document, key)[0]?.[field];
      const { total, nextPage } = Object(one);
      const ends = [value(one), value(other)];
      return { key, ends, isTold: nextPage === (total > 1 ? 2 : null) && typeof total === 'number' };
    });
    expect(found).toEqual(lists.map(({ key, first, last }) => ({ key, ends: [first, last], isTold: true })));
    const beyond = await operator.voicebot([
      'contacts',
      'list',
      '--limit',
      '3',
      '--page',
      '9007199254740991',
    ]);
    expect(beyond).toMatchObject({ code: 0, stdout: '' });
    expect(beyond.stderr).toBe('There is no page 9,007,199,254,740,991; the last is 2.\n');
    expect(await operator.json(['contacts', 'list', '--limit', '3', '--page', '3'])).toEqual({
      ...{ contacts: [], total: 4, nextPage: null },
    });
  });

  it('refuses an order, a field and a page that it does not have, and names the nearest', async () => {
    const operator = await openLists();
    const cases = [
      [
        ['contacts', 'list', '--sort', 'nmae'],
        /cannot be sorted by "nmae".*Did you mean name\? .*id, name, phoneNumber/s,
      ],
      [['scheduled', 'list', '--sort', 'agentId'], /cannot be sorted by "agentId".*by scheduledTime/s],
      [['calls', 'list', '--fields', 'id,disposion'], /no field "disposion".*Did you mean disposition\?/s],
      [['plan', '--fields', 'contact.nmae'], /no field "contact.nmae".*Did you mean contact.name\?/s],
      [['contacts', 'list', '--sort', 'tags'], /cannot be sorted by "tags".*city/s],
      [['contacts', 'list', '--fields', 'name,ctiy'], /no field "ctiy".*Did you mean city\?/s],
      [['contacts', 'list', '--fields', 'customFields.ctiy'], /Did you mean city\?/],
      [['contacts', 'show', '1', '--fields', 'nmae'], /no field "nmae".*Did you mean name\?/s],
      [['contacts', 'list', '--tag', 'vpi'], /the tag "vpi".*Did you mean vip\?/s],
      [['contacts', 'list', '--where', 'ctiy=Perth'], /a field "ctiy".*Did you mean city\?/s],
      [['contacts', 'export', '--tag', 'vip', '--tag', 'gld'], /the tag "gld".*Did you mean gold\?/s],
      [['schedule', '--where', 'ctiy=Perth', '--at', '+1h'], /Did you mean city\?/],
      [['scheduled', 'list', '--status', 'PENDNG'], /Did you mean PENDING\?/],
      [['dnc', 'list', '--limit', '0', '--page', '2'], /--limit 0 shows the whole list, so it has no page 2/],
    ] as const;
    const found = await mapAFewAtOnce(cases, ([words]) => operator.voicebot(words));
    cases.forEach(([, message], index) => {
      expect(found[index]).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
    });
  });

  it('takes fields by any of their names and parts, in a table, CSV and JSON', async () => {
    const operator = await operatorWith(people, { sharesProcess: true });
    const run = async (...words: string[]) =>
      (await operator.voicebot(['contacts', 'list', ...words])).stdout;
    expect(await run('--limit', '2', '--csv', '--fields', 'phone,customFields.city,tags')).toBe(
      'phoneNumber,customFields.city,tags\n+61491570006,Perth,vip\n+61491570156,Sydney,gold; vip\n',
    );
    expect(await run('--limit', '1', '--fields', 'Phone Number,customFields.city')).toBe(
      'Phone         Custom fields city\n+61491570006  Perth\n',
    );
    const listed = await operator.json([
      'contacts',
      'list',
      '--limit',
      '1',
      '--fields',
      'phone,customFields.city',
    ]);
    expect(objectAt(listed, 'contacts', 0)).toEqual({
      phoneNumber: '+61491570006',
      'customFields.city': 'Perth',
    });
    expect(await run('--fields', 'name,city', '--sort', '-city')).toBe(
      'Name          City\nGrace Hopper  Sydney\nZoë           Perth\nAda Lovelace  Perth\nLinus\n',
    );
    expect(await run('--csv', '--sort', '-id', '--limit', '1')).toMatch(
      /^id,name,.*,customFields\.city,tags,.*\n4,Zoë,/,
    );
  });
});

describe('one row by itself', () => {
  it('has the formats and fields of a list, and no cell that is JSON', async () => {
    const operator = await openLists();
    const shows = ['contacts show 1', 'scheduled show 1', 'calls show 1', 'campaigns show 1'];
    for (const words of shows.map((text) => text.split(' '))) {
      const { stdout } = await operator.voicebot([...words, '--csv']);
      const [header, row, end] = stdout.split('\n');
      expect(header).toMatch(/^id,/);
      expect(row).toMatch(/^1,/);
      expect(end).toBe('');
      expect(row).not.toMatch(/[{}[\]]/);
      expect((await operator.voicebot([...words, '--fields', 'id'])).stdout).toBe('ID  1\n');
      expect(Object.values((await operator.json([...words, '--fields', 'id'])) as object)).toEqual([
        { id: 1 },
      ]);
    }
    const named = await operator.voicebot(['contacts', 'show', '1', '--csv', '--fields', 'name,city']);
    expect(named.stdout).toBe('name,city\nAda Lovelace,Perth\n');
  });
});

describe('a list on a screen', () => {
  it.each([80, 40])(
    'of %i columns cuts nothing off, breaks no word, and says below its rows which they are',
    async (cols) => {
      const operator = await openLists();
      const reason = 'asked us on the phone never to call this number again, please';
      await operator.voicebot(['dnc', 'add', '0491570110', '--reason', reason]);
      const env = { VOICEBOT_CALL_TIMES: 'Mon-Fri 09:00-17:00' };
      operator.simulator.addFault({ on: 'create', kind: 'status', status: 422 });
      await operator.voicebot(['schedule', '1', '--at', '+1m', '--if-scheduled', 'again', '--yes'], { env });
      operator.clock.advance(61);
      await operator.voicebot(['process-due'], { env });
      const shown = await mapAFewAtOnce(lists.slice(0, 9), async ({ words }) => {
        const launch = operator.launch({ env });
        const screen = openScreen(operator, words, { ...launch, cols, rows: 60 });
        await screen.ended;
        return screen.whole();
      });
      for (const screen of shown) {
        expect(screen).not.toContain('…');
        expect(screen.split('\n').filter((line) => line.length > cols)).toEqual([]);
      }
      const words = shown.map((screen) => screen.replaceAll(/\s+/g, ' ')).join('\n');
      if (cols < 80) expect(words).toContain(`Reason: ${reason}`);
      else expect(words).toContain('asked');
      const page = openScreen(operator, ['contacts', 'list', '--limit', '1', '--page', '2'], { cols });
      await page.ended;
      expect(page.whole().replaceAll(/\s+/g, ' ')).toMatch(
        / Showing 2 of 4\. Next: --page 3; all: --limit 0\.$/,
      );
    },
  );
});
