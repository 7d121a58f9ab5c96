import { expect, it } from 'vitest';
import { onceEach, openWithDue, ringsOf } from './due-calls.ts';

it('thirty runs at once wait in turn: every call is placed once, and no run gives up', async () => {
  const count = 150;
  const operator = await openWithDue(count, { limits: { listsPer10s: 1000 } });
  const runs = await Promise.all(Array.from({ length: 30 }, () => operator.voicebot(['process-due'])));
  for (const { code, stderr } of runs) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(ringsOf(operator)).toEqual(onceEach(count));
  expect(operator.rows('select status, count(*) as n from scheduled_calls group by status')).toEqual([
    { status: 'COMPLETED', n: count },
  ]);
}, 120_000);
