import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';
import { contactsOf, objectAt, operatorWith } from '../../support/people.ts';

const importing = ({ voicebot }: Operator, stdin: string, ...words: string[]) =>
  voicebot(['contacts', 'import', '-', '--json', ...words], { stdin });

const marksOf = async (operator: Operator) =>
  (await contactsOf(operator)).map(({ name, doNotCall }) => [name, doNotCall]);

describe('a do-not-call mark in a list', () => {
  it.each([
    { what: 'a row that is skipped', words: ['--on-duplicate', 'skip'], row: 'Ada,0491570006,,yes' },
    { what: 'a row that is a duplicate', words: ['--on-duplicate', 'error'], row: 'Ada,0491570006,,yes' },
    { what: 'a row whose zone is wrong', words: [], row: 'Ada,0491570006,Sydney,yes' },
    {
      what: 'a row of another person with the number',
      words: [],
      row: 'Bo,0491570006,,\nCy,0491570006,,yes',
    },
  ])('counts even in $what', async ({ words, row }) => {
    const operator = await operatorWith('Name,Phone\nAda,0491570006\n', { sharesProcess: true });
    const list = `Name,Phone,Timezone,Do Not Call\n${row}\n`;
    await importing(operator, list, '--dry-run', ...words);
    expect((await marksOf(operator))[0]?.[1]).toBe(false);
    await importing(operator, list, ...words);
    expect((await marksOf(operator))[0]?.[1]).toBe(true);
    expect(await operator.voicebot(['call', '1', '--yes'])).toMatchObject({ code: 5 });
    expect(operator.simulator.requests()).toEqual([]);
  });

  it('is reported, and stays when its import is undone', async () => {
    const operator = await operatorWith('Name,Phone\nAda,0491570006\n', { sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-', '--on-duplicate', 'skip'], {
      stdin: 'Name,Phone,DNC\nAda,0491570006,yes\n',
    });
    expect(ran.stderr).toContain('1 contact was marked do-not-call by a row that was not imported');
    await operator.json(['contacts', 'import', '--undo', '--yes']);
    expect(await marksOf(operator)).toEqual([['Ada', true]]);
  });

  it.each([
    ...['Do Not Call List', 'Do Not Call (DNC)', 'DNC List', 'Do not phone (Y/N)', 'On DNC register'],
    ...['Do not ring', 'DND', 'Opt Out', 'Opted Out', 'No Calls'],
  ])('is read from a column “%s”', async (header) => {
    const operator = await openOperator({ sharesProcess: true });
    await importing(operator, `Name,Phone,${header}\nAda,0491570006,Yes\nBo,0491570156,\n`);
    expect(await marksOf(operator)).toEqual([
      ['Ada', true],
      ['Bo', false],
    ]);
  });

  it.each(['Email Opt Out', 'SMS opt-out', 'Opt Out Reason'])(
    'is not read from a column “%s”',
    async (header) => {
      const operator = await openOperator({ sharesProcess: true });
      await importing(operator, `Name,Phone,${header}\nAda,0491570006,Yes\n`);
      expect(await marksOf(operator)).toEqual([['Ada', false]]);
    },
  );

  it('is not a custom field', async () => {
    const operator = await operatorWith('Name,Phone\nAda,0491570006\n', { sharesProcess: true });
    const set = await operator.voicebot(['contacts', 'edit', '1', '--set', 'do_not_call=yes']);
    expect(set).toMatchObject({ code: 2, stderr: expect.stringContaining('--do-not-call') });
  });
});

describe('two people with one phone', () => {
  const list = 'Name,Phone,Email,Balance\nAnn,0298765432,,\nBob,0298765432,bob@x.com,500\n';

  it('are not merged, so that neither hears of the other’s affairs, and the report says so', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-'], { stdin: list });
    expect(ran.stdout).toContain('1 row: 1 new, 0 updated, 0 unchanged, 1 shares a number');
    expect(ran.stderr).toMatch(
      /1 row has the number of someone else in the list.*\n.*\n3 +Bob +\+61298765432 +Ann/,
    );
    expect(ran.stderr).not.toContain('repeats');
    expect(await contactsOf(operator)).toMatchObject([{ name: 'Ann', email: null, customFields: {} }]);
  });

  it('are not merged a thousand rows apart either', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const [header, ann, bob] = list.split('\n');
    const others = Array.from({ length: 1200 }, (_, n) => `P${n},+614${10_000_000 + n},,`);
    const ran = await importing(operator, [header, ann, ...others, bob, ''].join('\n'));
    expect(objectAt(ran.json)).toMatchObject({ created: 1201, unchanged: 0, shared: 1 });
    expect(await operator.json(['contacts', 'show', '1'])).toMatchObject({
      contact: { name: 'Ann', email: null, customFields: {} },
    });
  });

  it('are merged if they are one person with two spellings', async () => {
    const operator = await openOperator({ sharesProcess: true });
    await importing(
      operator,
      'Name,Phone,Email\nSiobhán O’Brien,0298765432,\nSiobhan OBrien,0298765432,s@x.com\n',
    );
    expect(await contactsOf(operator)).toMatchObject([{ name: 'Siobhán O’Brien', email: 's@x.com' }]);
  });
});

describe('undoing an import', () => {
  it('is still possible after another one that changed nothing', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const list = 'Name,Phone\nAda,0491570006\n';
    await importing(operator, list);
    await importing(operator, list);
    await importing(operator, 'Name,Phone\nBad,12\n');
    expect(await operator.json(['contacts', 'import', '--undo', '--yes'])).toMatchObject({ removed: 1 });
    expect(await marksOf(operator)).toEqual([]);
  });
});

describe('a mistyped field', () => {
  it.each([
    { where: 'plan_teir=', says: 'No contact has a field "plan_teir"' },
    { where: 'tags=vip', says: '--tag vip' },
  ])('--where $where does not select every contact', async ({ where, says }) => {
    const operator = await operatorWith('Name,Phone,Plan Tier\nAda,0491570006,gold\n', {
      sharesProcess: true,
    });
    const ran = await operator.voicebot(['schedule', '--where', where, '--at', '+1h', '--yes']);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
    expect(operator.rows('select * from scheduled_calls')).toEqual([]);
  });

  it.each(['schedule', 'contacts tag vip'])(
    '%s with an empty standard input does not select every contact',
    async (command) => {
      const operator = await operatorWith('Name,Phone,Tags\nAda,0491570006,vip\n', { sharesProcess: true });
      const at = command === 'schedule' ? ['--at', '+1h'] : [];
      const words = [...command.split(' '), '-', '--tag', 'vip', ...at, '--yes'];
      const ran = await operator.voicebot(words, { stdin: '\n' });
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Standard input is empty') });
      expect(operator.rows('select * from scheduled_calls')).toEqual([]);
    },
  );
});
