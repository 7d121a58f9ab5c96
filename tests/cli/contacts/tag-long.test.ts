import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { migrations, numberOf, openWithDue, ringsOf, until } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';

const count = 50_000;

async function addContacts({ database, clock }: Operator): Promise<void> {
  const store = openStore({ path: database, migrations });
  const drafts = Array.from({ length: count }, (_, n) => ({
    ...{ name: `Person ${n}`, phoneNumber: `+614${10_000_000 + n}`, customFields: {} },
  }));
  await store.saveContacts(drafts, clock.now());
  store.close();
}

const taggedIn = ({ rows }: Operator) => Number(rows('select count(*) as n from contact_tags')[0]?.['n']);

describe('tagging 50,000 contacts', () => {
  it('lets a run place its calls meanwhile', async () => {
    const operator = await openWithDue(3);
    await addContacts(operator);
    const tagging = operator.start(['contacts', 'tag', 'all', `1-${count}`, '--json']);
    await until(() => taggedIn(operator) > 0, 'the first contacts are tagged');
    const run = await operator.voicebot(['process-due']);
    const tagged = taggedIn(operator);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(2)]: 1, [numberOf(3)]: 1 });
    expect(tagged).toBeLessThan(count);
    expect((await tagging.ended).json).toMatchObject({ changed: count, unchanged: 0 });
  });
});
