import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { contactsOf, listAt } from '../../support/people.ts';

describe('the tags of a list', () => {
  it.each([
    ['*VIP', ['*VIP']],
    ['* vip; gold', ['* vip', 'gold']],
    ['***', []],
    ['* myContacts ::: *Customers', ['*Customers']],
    ['x'.repeat(50), ['x'.repeat(50)]],
    ['🎉'.repeat(50), ['🎉'.repeat(50)]],
  ])('%j are kept whole, and can be selected', async (cell, tags) => {
    const { voicebot, json, database } = await openOperator({ sharesProcess: true });
    await voicebot(['contacts', 'import', '-'], { stdin: `Name,Phone,Tags\nAnn,0412345601,${cell}\n` });
    expect(await contactsOf({ database })).toMatchObject([{ tags }]);
    for (const tag of tags)
      expect(listAt(await json(['contacts', 'list', '--tag', tag]), 'contacts')).toHaveLength(1);
  });

  it('of more than fifty characters are not cut, so that two do not become one', async () => {
    const { voicebot, database } = await openOperator({ sharesProcess: true });
    const long = (end: string) => `${'x'.repeat(50)}${end}`;
    const stdin = `Name,Phone,Tags\nAnn,0412345601,${long('a')}\nBob,0412345602,${long('b')}\nCy,0412345603,vip\n`;
    const ran = await voicebot(['contacts', 'import', '-'], { stdin });
    expect(ran).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('a tag has at most 50 characters'),
    });
    expect(await contactsOf({ database })).toMatchObject([{ name: 'Cy' }]);
  });

  it('come back from an export', async () => {
    const one = await openOperator({ sharesProcess: true });
    await one.voicebot(['contacts', 'import', '-'], {
      stdin: 'Name,Phone,Tags\nAnn,0412345601,"*VIP;** x"\n',
    });
    for (const format of ['csv', 'ndjson']) {
      const { stdout } = await one.voicebot(['contacts', 'export', '--format', format]);
      const other = await openOperator({ sharesProcess: true });
      await other.voicebot(['contacts', 'import', '-'], { stdin: stdout });
      expect(await contactsOf(other)).toMatchObject([{ tags: ['** x', '*VIP'] }]);
    }
  });
});
