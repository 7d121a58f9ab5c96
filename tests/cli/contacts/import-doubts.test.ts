import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { contactsOf, operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const down = '\u001b[B';

const marks = async (operator: Awaited<ReturnType<typeof openOperator>>) =>
  (await contactsOf(operator)).map(({ name, doNotCall }) => `${name} ${doNotCall}`);

describe('what only looks like a do-not-call mark', () => {
  const list =
    'Name,Phone,Consent,Notes\nAnn,0412345601,no,"please, do not call before noon"\nBob,0412345602,yes,\n';

  it.each([[[]], [['--dry-run']], [['--yes']], [['--quiet']]])('is warned of %j', async (words) => {
    const operator = await openOperator({ sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-', ...words], { stdin: list });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stderr).toContain(
      "! Consent may say who must not be called, but is not read as such: use --map 'Consent=do_not_call'",
    );
    expect(ran.stderr).toContain(
      '! Line 2, Notes: "please, do not call before noon": it looks like a do-not-call mark',
    );
  });

  it('is warned of in a row of any length, and not twice in a column', async () => {
    const { voicebot } = await openOperator({ sharesProcess: true });
    const rows = Array.from(
      { length: 3000 },
      (_, n) => `P${n},+614${10_000_000 + n},${n > 2000 ? 'asked to opt out' : ''}`,
    );
    const { stderr } = await voicebot(['contacts', 'import', '-'], {
      stdin: ['Name,Phone,Memo', ...rows].join('\n'),
    });
    expect(stderr.match(/looks like/g)).toHaveLength(1);
    expect(stderr).toContain('! Line 2003, Memo: "asked to opt out"');
  });

  it.each([
    ['Name,Phone,Consent\nAnn,0412345601,no\n', 'Consent=may_call'],
    ['Name,Phone,Blacklist\nAnn,0412345601,x\n', 'Blacklist=do_not_call'],
  ])('is read where --map says what it is: %j', async (stdin, map) => {
    const operator = await openOperator({ sharesProcess: true });
    const { stderr } = await operator.voicebot(['contacts', 'import', '-', '--map', map], { stdin });
    expect(stderr).not.toContain('!');
    expect(await marks(operator)).toEqual(['Ann true']);
  });

  it.each([
    'Name,Phone,Email Opt Out,Email notes\nAnn,0412345601,yes,unsubscribed\n',
    'Name,Phone,Do Not Call,DNC Reason\nAnn,0412345601,no,none\n',
    'Name,Phone,Status\nAnn,0412345601,Do not call\n',
    'Name,Phone,Notes\nDonna Call,0412345601,called twice\n',
  ])('is not seen in %j', async (stdin) => {
    const { voicebot } = await openOperator({ sharesProcess: true });
    const { stderr } = await voicebot(['contacts', 'import', '-', '--map', 'Name=name'], { stdin });
    expect(stderr).not.toContain('!');
  });

  it('is asked about on a terminal, and the answer is remembered', async () => {
    const operator = await openOperator({ sharesProcess: true });
    operator.file('list.csv', 'Name,Phone,Consent\nAnn,0412345601,no\nBob,0412345602,yes\n');
    const screen = openScreen(operator, ['contacts', 'import', 'list.csv']);
    await screen.says('Does "Consent" (no · yes) say who may be called?');
    screen.type(`${down}\r`);
    await screen.says('Import with these columns?');
    expect(operator.rows('select * from contacts')).toEqual([]);
    screen.type('\r');
    expect(await screen.ended).toBe(0);
    expect(await marks(operator)).toEqual(['Ann true', 'Bob false']);
    const again = await operator.voicebot(['contacts', 'import', 'list.csv']);
    expect(again.stderr).toContain('Consent → may_call');
    expect(again.stderr).not.toContain('!');
  });

  it('is asked about where the columns are agreed on already', async () => {
    const operator = await openOperator({ sharesProcess: true });
    operator.file('list.csv', 'Name,Phone,Notes\nAnn,0412345601,moved\n');
    const first = openScreen(operator, ['contacts', 'import', 'list.csv']);
    await first.says('Import with these columns?');
    first.type('\r');
    expect(await first.ended).toBe(0);
    operator.file('list.csv', 'Name,Phone,Notes\nBob,0412345602,says never call\n');
    const second = openScreen(operator, ['contacts', 'import', 'list.csv']);
    await second.says('Line 2, Notes: "says never call"');
    await second.says('Import anyway?');
    second.type('\r');
    expect(await second.ended).toBe(2);
    expect(await marks(operator)).toEqual(['Ann false']);
    const third = openScreen(operator, ['contacts', 'import', 'list.csv']);
    await third.says('Import anyway?');
    third.type(`${down}\r`);
    expect(await third.ended).toBe(0);
    expect(await marks(operator)).toEqual(['Ann false', 'Bob false']);
  });
});

describe('a mark of a row with several numbers', () => {
  it.each([
    { what: 'in columns', row: 'Ann Ash,0412345601,02 9374 4000,yes', code: 0 },
    { what: 'in a cell', row: 'Ann Ash,0412345601 / 02 9374 4000,,yes', code: 0 },
    { what: 'of a refused row', row: 'Ann Ash,0412345601,02 9374 4000,yes,,x', code: 6 },
    { what: 'that cannot be read', row: 'Ann Ash,0412345601,02 9374 4000,ask Jo', code: 6 },
    {
      what: 'of a row that is skipped',
      row: 'Ann Ash,0412345601,02 9374 4000,yes',
      words: ['--on-duplicate', 'skip'],
      code: 0,
    },
  ])('keeps every one of them from being called: $what', async ({ row, words = [], code }) => {
    const operator = await operatorWith('Name,Phone\nAnn Ash,02 9374 4000\nAnn Ash,0412345601\n', {
      sharesProcess: true,
    });
    const at = ['--at', '+10m'];
    expect(await operator.voicebot(['schedule', '1', '2', ...at])).toMatchObject({ code: 0 });
    const stdin = `Name,Mobile,Home Phone,Do Not Call\n${row}\n`;
    expect(await operator.voicebot(['contacts', 'import', '-', ...words], { stdin })).toMatchObject({ code });
    expect(await marks(operator)).toEqual(['Ann Ash true', 'Ann Ash true']);
    expect(operator.rows('select phone_number, source from do_not_call_numbers order by 1')).toEqual([
      { phone_number: '+61293744000', source: 'import' },
      { phone_number: '+61412345601', source: 'import' },
    ]);
    expect(operator.rows("select id from scheduled_calls where status = 'PENDING'")).toEqual([]);
  });

  it('reaches a contact that comes later, in the same list or another', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const stdin =
      'Name,Mobile,Home Phone,Do Not Call\nAnn,0412345601,02 9374 4000,yes\nAnna,,02 9374 4000,\n';
    await operator.voicebot(['contacts', 'import', '-'], { stdin });
    expect(await marks(operator)).toEqual(['Ann true', 'Anna true']);
  });

  it.each([
    'Name,Mobile,Home Phone\nAnn,0412345601,02 9374 4000\n',
    'Name,Mobile,Home Phone,DNC\nAnn,0412345601,02 9374 4000,yes\n',
    'Name,Phone,OK to call\nAnn,0412345601 / 02 9374 4000,no\n',
  ])('is on the do-not-call list after dnc import: %j', async (stdin) => {
    const operator = await openOperator({ sharesProcess: true });
    expect(await operator.voicebot(['dnc', 'import', '-'], { stdin })).toMatchObject({ code: 0 });
    expect(operator.rows('select count(*) as n from do_not_call_numbers')).toEqual([{ n: 2 }]);
  });
});

it('a JSON list says no to calls with false, and may leave out what it does not know', async () => {
  const operator = await openOperator({ sharesProcess: true });
  const stdin =
    '[{"name":"Ann","phone":"0412345601","okToCall":false},{"name":"Bob","phone":"0412345602","okToCall":true},{"name":"Cy","phone":"0412345603"}]';
  const ran = await operator.voicebot(['contacts', 'import', '-'], { stdin });
  expect(ran).toMatchObject({ code: 6, stderr: expect.stringContaining('what is missing is not consent') });
  expect(await marks(operator)).toEqual(['Ann true', 'Bob false']);
});
