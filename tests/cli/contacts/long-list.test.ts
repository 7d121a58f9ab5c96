import { expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { migrations } from '../../operations/calling/due-calls.ts';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { openOperator } from '../../support/operator.ts';
import { listAt } from '../../support/people.ts';

/** More than two pages of rows that are in memory at once. */
const count = 2500;

it('a list that is written as it is read is the same as one that is read at once', async () => {
  const operator = await openOperator();
  const store = openStore({ path: operator.database, migrations });
  const drafts = Array.from({ length: count }, (_, n) => ({
    name: `Person ${(n * 7919) % 1000}`,
    phoneNumber: `+61491${570_000 + n}`,
    ...(n % 3 === 0 ? { email: `p${(n * 31) % 500}@example.com` } : {}),
    // Only the last one has the field, which must be in the head of the CSV.
    customFields: n === count - 1 ? { plan_tier: 'gold' } : {},
    tags: n % 2 === 0 ? ['even'] : [],
  }));
  await store.saveContacts(drafts, operator.clock.now());
  store.close();

  const lists = [
    ['--json'],
    ['--csv'],
    ['--json', '--sort', '-id'],
    ['--json', '--sort', 'name', '--tag', 'even'],
    ['--csv', '--sort', '-email', '--fields', 'id,email'],
    ['--json', '--sort', 'plan_tier', '--where', 'plan_tier='],
  ];
  const different = await mapAFewAtOnce(lists, async (words) => {
    const run = async (...more: string[]) =>
      (await operator.voicebot(['contacts', 'list', ...words, ...more])).stdout;
    const [whole, atOnce] = [await run(), await run('--limit', '5000')];
    return whole === atOnce && whole.length > 10_000
      ? []
      : [words, whole.slice(0, 300), atOnce.slice(0, 300)];
  });
  expect(different.flat()).toEqual([]);

  const first = await operator.shell('voicebot contacts list --json | head -c 300');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const none = await operator.json(['contacts', 'list', '--search', 'nobody']);
  expect([listAt(none, 'contacts'), none]).toEqual([[], { contacts: [], total: 0, nextPage: null }]);
}, 60_000);
