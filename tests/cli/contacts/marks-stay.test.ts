import { describe, expect, it } from 'vitest';
import type { Operator } from '../../support/operator.ts';
import { contactsOf, objectAt, operatorWith } from '../../support/people.ts';

const nora = 'Name,Phone,Email\nNora Jones,0491570006,nora@example.com\n';

/** Opens an operator whose only contact is Nora, who must not be called. */
async function operatorWithMarkedNora(): Promise<Operator> {
  const operator = await operatorWith(nora, { sharesProcess: true });
  await operator.json(['contacts', 'edit', '1', '--do-not-call']);
  return operator;
}

const importing = ({ voicebot }: Operator, rows: string, ...words: string[]) =>
  voicebot(['contacts', 'import', '-', ...words], { stdin: `Name,Phone,Email\n${rows}\n` });

const isMarked = async ({ json }: Operator, id: number) =>
  objectAt(await json(['contacts', 'show', String(id)]), 'contact')['doNotCall'];

describe('a person who must not be called, in a list with another number', () => {
  it.each([
    ['the same name and e-mail', 'Nora Jones,0491570156,nora@example.com'],
    ['the same e-mail and a part of the name', '"JONES, N.",0491570156,NORA@example.com'],
    ['the same e-mail and no name', ',0491570156,nora@example.com'],
  ])('is not called, and the import says so: %s', async (_, row) => {
    const operator = await operatorWithMarkedNora();
    const dry = await importing(operator, row, '--dry-run');
    expect(dry.stderr).toMatch(/^! .*0491|^! .*\+61491570156/m);
    const { code, stderr } = await importing(operator, row);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^! 1 .*do-not-call.*\+61491570156 \(as Nora Jones, contact 1\).*--may-call/m);
    expect((await operator.voicebot(['call', '2'])).code).toBe(5);
    expect(operator.simulator.requests()).toEqual([]);
  });

  it('is named in JSON', async () => {
    const operator = await operatorWithMarkedNora();
    const row = 'Nora Jones,0491570156,nora@example.com';
    const takenOver = [
      { line: 2, phoneNumber: '+61491570156', name: 'Nora Jones', markOf: { contactId: 1 } },
    ];
    for (const words of [['--json', '--dry-run'], ['--json']])
      expect((await importing(operator, row, ...words)).json).toMatchObject({ marksTakenOver: takenOver });
    // The same list again has no news.
    expect(objectAt((await importing(operator, row, '--json')).json)['marksTakenOver']).toBeUndefined();
  });

  it.each([
    ['another name and the same e-mail, as in an office', 'Bob Smith,0491570156,nora@example.com'],
    ['the same name and another e-mail', 'Nora Jones,0491570156,jones@example.com'],
    ['the same name and no e-mail', 'Nora Jones,0491570156,'],
  ])('is taken for another person: %s', async (_, row) => {
    const operator = await operatorWithMarkedNora();
    expect((await importing(operator, row)).stderr).not.toMatch(/^!/m);
    expect(await isMarked(operator, 2)).toBe(false);
  });

  it('can be called again once a person says so, whatever is imported again', async () => {
    const operator = await operatorWithMarkedNora();
    const row = 'Nora Jones,0491570156,nora@example.com';
    await importing(operator, row);
    await operator.json(['contacts', 'edit', '2', '--may-call']);
    await importing(operator, row);
    await importing(operator, 'Nora B. Jones,0491570156,nora@example.com');
    expect(await isMarked(operator, 2)).toBe(false);
    expect(await isMarked(operator, 1)).toBe(true);
  });

  it('is recognised when a list gives a known contact the e-mail, and within one list', async () => {
    const operator = await operatorWithMarkedNora();
    await operator.json(['contacts', 'add', '--phone', '0491570156']);
    const { stderr } = await importing(operator, 'Nora,0491570156,nora@example.com');
    expect(stderr).toMatch(/^! 1 .*do-not-call/m);
    expect(await isMarked(operator, 2)).toBe(true);
    const list = 'Name,Phone,Email,DNC\nMax,0491570157,max@x.example,yes\nMax,0491570158,max@x.example,\n';
    await operator.voicebot(['contacts', 'import', '-'], { stdin: list });
    expect(await isMarked(operator, 4)).toBe(true);
  });

  it('is said, and not called, when added by hand', async () => {
    const operator = await operatorWithMarkedNora();
    const words = [
      'contacts',
      'add',
      '--name',
      'Nora',
      '--phone',
      '0491570156',
      '--email',
      'nora@example.com',
    ];
    const { stderr } = await operator.voicebot(words);
    expect(stderr).toMatch(/^! .*do-not-call.*contact 1/m);
    expect(await isMarked(operator, 2)).toBe(true);
  });
});

describe('a number that must not be called', () => {
  it('stays so when its contact gets another number, until a person says otherwise', async () => {
    const operator = await operatorWithMarkedNora();
    const edited = await operator.voicebot(['contacts', 'edit', '1', '--phone', '0491570156']);
    expect(edited.stderr).toMatch(/^! \+61491570006 .*do-not-call/m);
    expect(await isMarked(operator, 1)).toBe(true);
    // Somebody else with the old number.
    const { stderr } = await importing(operator, 'Otto,0491570006,');
    expect(stderr).toMatch(/^! 1 .*do-not-call.*\+61491570006/m);
    expect((await operator.voicebot(['call', '2'])).code).toBe(5);
    await operator.json(['contacts', 'edit', '2', '--may-call']);
    expect((await operator.voicebot(['call', '2'])).code).toBe(0);
    expect((await operator.voicebot(['call', '1'])).code).toBe(5);
  });

  it('stays so when its contact is removed', async () => {
    const operator = await operatorWithMarkedNora();
    expect((await operator.voicebot(['contacts', 'remove', '1', '--yes'])).stderr).toMatch(/do-not-call/);
    const { json } = await importing(operator, 'Nora,0491570006,', '--json');
    expect(json).toMatchObject({ marksTakenOver: [{ phoneNumber: '+61491570006', markOf: null }] });
    expect((await operator.voicebot(['call', '2'])).code).toBe(5);
    await operator.json(['contacts', 'edit', '2', '--may-call']);
    await operator.json(['contacts', 'remove', '2', '--yes']);
    await importing(operator, 'Nora,0491570006,');
    expect(await isMarked(operator, 3)).toBe(false);
  });

  it('marks the contact who is given it', async () => {
    const operator = await operatorWithMarkedNora();
    await operator.json(['contacts', 'edit', '1', '--phone', '0491570156']);
    await operator.json(['contacts', 'add', '--phone', '0491570157']);
    const edited = await operator.voicebot(['contacts', 'edit', '2', '--phone', '0491570006']);
    expect(edited.stderr).toMatch(/^! .*\+61491570006.*do-not-call/m);
    expect(await isMarked(operator, 2)).toBe(true);
  });

  it('is known from a row that was rejected, though no contact had it', async () => {
    const operator = await operatorWith();
    const stdin = 'Name,Phone,Timezone,DNC\nNora,0491570158,Mars,yes\n';
    expect((await operator.voicebot(['contacts', 'import', '-'], { stdin })).code).toBe(6);
    await importing(operator, 'Nora,0491570158,');
    expect((await operator.voicebot(['call', '0491570158'])).code).toBe(5);
  });

  it('is not called for a call that was planned before', async () => {
    const operator = await operatorWithMarkedNora();
    await operator.json(['contacts', 'add', '--phone', '0491570156']);
    await operator.json(['schedule', '2', '--at', '+1m']);
    await operator.json(['contacts', 'edit', '1', '--phone', '0491570157']);
    await operator.json(['contacts', 'edit', '2', '--phone', '0491570006']);
    operator.clock.advance(61);
    expect((await operator.voicebot(['process-due'])).code).toBe(0);
    expect(operator.simulator.rings()).toEqual([]);
  });
});

describe('contacts import --undo', () => {
  it('keeps the marks that the import brought, and says so', async () => {
    const operator = await operatorWith();
    const stdin = 'Name,Phone,DNC\nAda Lovelace,0491570006,yes\nNew,0491570158,yes\nOther,0491570159,\n';
    await operator.voicebot(['contacts', 'import', '-'], { stdin });
    const undone = await operator.voicebot(['contacts', 'import', '--undo', '--yes']);
    expect(undone.code).toBe(0);
    expect(undone.stdout).toContain('2 removed, 1 restored');
    expect(undone.stderr).toMatch(/^! 2 do-not-call marks .*stay.*--may-call/m);
    expect(await isMarked(operator, 1)).toBe(true);
    await operator.voicebot(['contacts', 'import', '-'], { stdin: 'Name,Phone\nNew,0491570158\n' });
    expect((await operator.voicebot(['call', '0491570158'])).code).toBe(5);
    const contacts = await contactsOf(operator);
    expect(contacts.filter(({ doNotCall }) => doNotCall)).toHaveLength(2);
  });

  it('counts them in JSON', async () => {
    const operator = await operatorWith();
    const stdin = 'Name,Phone,DNC\nAda Lovelace,0491570006,yes\n';
    await operator.voicebot(['contacts', 'import', '-'], { stdin });
    expect(await operator.json(['contacts', 'import', '--undo', '--yes'])).toMatchObject({
      success: true,
      restored: 1,
      marksKept: 1,
    });
  });
});
