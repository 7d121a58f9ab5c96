import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requestsTo } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';
import { contactsOf, everything, operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const down = '\u001b[B';
const before =
  'Name,Phone,Email,Balance,Tags\nAnn Ash,0412345678,ann@example.com,$950,vip\nCy,0412345679,,,\n';
const after = 'Name,Phone\nBob Birch,0412345678\nCy,0412345679\n';
const bob = { line: 2, phoneNumber: '+61412345678', name: 'Bob Birch', owner: 'Ann Ash' };

const importing = ({ voicebot }: Operator, ...words: string[]) =>
  voicebot(['contacts', 'import', '-', ...words], { stdin: after });

const names = async (operator: Operator) => (await contactsOf(operator)).map(({ name }) => name);

describe('contacts import of a number that changed hands', () => {
  it('rejects the row, with both names, and says what else can be done', async () => {
    const operator = await operatorWith(before, { sharesProcess: true });
    const state = everything(operator);
    const rehearsed = await importing(operator, '--dry-run', '--json');
    const ran = await importing(operator, '--rejects', 'rejects.csv');
    expect(rehearsed).toMatchObject({
      code: 6,
      json: { rejected: 1, newOwners: [{ ...bob, result: 'rejected' }] },
    });
    expect(ran.code).toBe(6);
    expect(ran.stdout).toContain('1 row: 0 new, 0 updated, 1 unchanged');
    expect(ran.stderr).toMatch(
      /2 +the number \+61412345678 belongs to contact 1 \(Ann Ash\), not to Bob Birch/,
    );
    expect(ran.stderr).toContain('--on-new-owner replace');
    expect(readFileSync(join(operator.home, 'rejects.csv'), 'utf8')).toMatch(
      /not to Bob Birch",Bob Birch,0412345678/,
    );
    expect(everything(operator)).toEqual(state);
  });

  it('replaces the person, cancels the calls to the old one, and brings both back when it is undone', async () => {
    const operator = await operatorWith(before, { sharesProcess: true });
    await operator.voicebot(['schedule', '1', '2', '--at', '+1h', '--var', 'offer=x']);
    const calls = () =>
      operator.rows('select id, contact_id, status, next_attempt_at, error_message from scheduled_calls');
    const people = () =>
      operator.rows(
        'select id, name, email, custom_fields, tags from (select *, (select group_concat(tag) from contact_tags where contact_id = id) as tags from contacts)',
      );
    const state = [calls(), people()];
    const rehearsed = await importing(operator, '--on-new-owner', 'replace', '--dry-run');
    expect(rehearsed.stderr).toMatch(
      /would be replaced:\n.*Calls to cancel\n2 +Bob Birch +\+61412345678 +Ann Ash +1\n/,
    );
    expect([calls(), people()]).toEqual(state);
    const ran = await importing(operator, '--on-new-owner', 'replace', '--json');
    expect(ran).toMatchObject({
      code: 0,
      json: {
        imported: 2,
        unchanged: 1,
        replaced: 1,
        newOwners: [{ ...bob, result: 'replaced', cancelledCalls: [1] }],
      },
    });
    expect(people()[0]).toEqual({ id: 1, name: 'Bob Birch', email: null, custom_fields: '{}', tags: null });
    expect(calls()[0]).toMatchObject({
      status: 'CANCELLED',
      error_message: 'the number now belongs to Bob Birch',
    });
    const undone = await operator.voicebot(['contacts', 'import', '--undo', '--yes', '--json']);
    expect(undone).toMatchObject({ code: 0, json: { restored: 1, callsRestored: [1] } });
    expect([calls(), people()]).toEqual(state);
    operator.clock.advance(3600 + 600);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator)).toHaveLength(2);
  });

  it('rejects the row while a call to the old owner is going on', async () => {
    const operator = await operatorWith(before, { sharesProcess: true });
    await operator.voicebot(['call', '1']);
    const ran = await importing(operator, '--on-new-owner', 'replace', '--json');
    expect(ran).toMatchObject({
      code: 6,
      json: {
        rejects: [
          { reason: expect.stringMatching(/Ann Ash\), to whom a call is in progress or unconfirmed$/) },
        ],
      },
    });
    expect(await names(operator)).toEqual(['Ann Ash', 'Cy']);
  });

  it('is asked about once on a terminal, before anything is imported', async () => {
    const operator = await operatorWith(before, { sharesProcess: true });
    operator.file('list.csv', after);
    const ask = async (keys: string, words: string[] = []) => {
      const screen = openScreen(operator, ['contacts', 'import', 'list.csv', ...words]);
      await screen.says(/Import with these columns\?|What should happen\?/);
      if (!screen.whole().includes('What should happen')) screen.type('\r');
      await screen.says("Line 2: +61412345678 is Bob Birch's, and your contact is Ann Ash.");
      await screen.says('This number belongs to someone else now. What should happen?');
      expect(await names(operator)).toEqual(['Ann Ash', 'Cy']);
      screen.type(keys);
      return screen.ended;
    };
    expect(await ask('\u0003')).toBe(130);
    expect(await ask('\r')).toBe(6);
    expect(await ask(`${down}${down}\r`)).toBe(0);
    expect(await names(operator)).toEqual(['Bob Birch', 'Cy']);
  });
});
