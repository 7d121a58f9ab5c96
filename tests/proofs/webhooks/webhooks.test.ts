import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { weather } from './webhooks.ts';

const migrations = fileURLToPath(new URL('../../../drizzle', import.meta.url));

it.each([2, 3])(
  'webhooks in any order, lost, repeated and late, between runs and deaths, leave what asking alone leaves (seed %i)',
  async (seed) => {
    const { differences, ...counts } = await weather({ seed, people: 40, migrations });
    expect(differences).toEqual([]);
    // Otherwise nothing was shown.
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
  },
);
