import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { objectAt } from '../../support/people.ts';

const count = 30_000;
const broken = [10, 1_500, 29_000];

/** Returns a list of megabytes. Some rows have no number, and the last one has the number of the first. */
function longList(): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const number = broken.includes(n) ? '12' : `04${10_000_000 + (n === count - 1 ? 0 : n)}`;
    return `Person ${n},${number},"${'said twice, '.repeat(6)}"\n`;
  });
  return `Name,Mobile,Notes\n${rows.join('')}`;
}

describe('a list of megabytes', () => {
  it('is imported in order, lists its bad rows by line, and changes nothing the second time', async () => {
    const operator = await openOperator();
    const words = ['contacts', 'import', operator.file('long.csv', longList()), '--tag', 'long'];
    const first = await operator.voicebot([...words, '--rejects', 'rejects.csv', '--json']);
    expect(first.code).toBe(6);
    const good = count - broken.length;
    expect(first.json).toMatchObject({
      created: good - 1,
      unchanged: 1,
      repeated: 1,
      rejected: broken.length,
    });
    const lines = broken.map((n) => n + 2);
    expect(objectAt(first.json)['rejects']).toMatchObject(lines.map((line) => ({ line, column: 'Mobile' })));
    const rejects = readFileSync(join(operator.home, 'rejects.csv'), 'utf8').trimEnd().split('\n');
    expect(rejects.slice(1).map((row) => /Person \d+/.exec(row)?.[0])).toEqual(
      broken.map((n) => `Person ${n}`),
    );
    const inOrder = `select count(*) as n from (select id, row_number() over (order by cast(substr(name, 8) as int))
      as place from contacts where custom_fields like '{"notes":"said twice, said twice,%') where id = place`;
    expect(operator.rows(inOrder)).toEqual([{ n: good - 1 }]);
    expect(operator.rows('select count(*) as n from contact_tags')).toEqual([{ n: good - 1 }]);

    const again = await operator.voicebot([...words, '--json']);
    expect(again.json).toMatchObject({ created: 0, updated: 0, unchanged: good, rejected: broken.length });
  });

  it('lists every row that --on-duplicate error rejects, with its cells', async () => {
    const operator = await openOperator();
    const list = operator.file('long.csv', longList());
    await operator.voicebot(['contacts', 'import', list, '--json']);
    const words = ['contacts', 'import', list, '--on-duplicate', 'error', '--json'];
    const again = await operator.voicebot(words);
    expect(again.json).toMatchObject({ created: 0, rejected: count });
    const row = expect.objectContaining({ Name: 'Person 0', Mobile: '0410000000' });
    expect(objectAt(again.json)['rejects']).toContainEqual(expect.objectContaining({ line: 2, row }));
  });

  it('changes nothing if it is broken at its end', async () => {
    const operator = await openOperator();
    const list = operator.file('long.csv', `${longList()}"Bo,0491570006\n`);
    const ran = await operator.voicebot(['contacts', 'import', list]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`line ${count + 2}`);
    expect(operator.rows('select count(*) as n from contacts')).toEqual([{ n: 0 }]);
  });
});
