import { describe, expect, it } from 'vitest';
import { onceEach, openWithDue, ringsOf } from '../operations/calling/due-calls.ts';
import type { Operator } from '../support/operator.ts';
import { brokenPromises, dieAt, due, recover } from './crashing.ts';

/** Opens an operator whose database is a backup again: of four calls, three were placed since it was made. */
async function openRestored(): Promise<Operator> {
  const operator = await openWithDue(4);
  await operator.voicebot(['backup', 'monday.db']);
  await operator.voicebot(['process-due', '--limit', '3']);
  expect(await operator.voicebot(['restore', 'monday.db', '--yes'])).toMatchObject({ code: 0 });
  operator.clock.advance(180);
  return operator;
}

describe('a run on a restored database that dies', () => {
  it.each([
    'before-findPlaced',
    'after-findPlaced',
    'before-recordVerified',
    'after-recordVerified',
    'after-recordVerified:4',
    'before-placeCall',
  ])('at %s: nobody is called again, and who was not is called', async (point) => {
    const operator = await openRestored();
    await dieAt(operator, point, due);
    await recover(operator, 125);
    expect(ringsOf(operator)).toEqual(onceEach(4));
    expect(brokenPromises(operator)).toEqual([]);
  });

  it.each(['before-beginEpoch', 'after-beginEpoch'])(
    'at %s, on another machine: nobody is called again, and who was not is called',
    async (point) => {
      const operator = await openWithDue(4);
      await operator.voicebot(['process-due', '--limit', '3'], { env: { VOICEBOT_MACHINE: 'old' } });
      operator.clock.advance(180);
      const doomed = operator.start(due, { env: { VOICEBOT_MACHINE: 'new', VOICEBOT_CRASH_AT: point } });
      expect(await doomed.ended).toMatchObject({ code: null });
      const run = await operator.voicebot(due, { env: { VOICEBOT_MACHINE: 'new' } });
      expect(run).toMatchObject({ code: 0 });
      operator.clock.advance(180);
      await operator.voicebot(due, { env: { VOICEBOT_MACHINE: 'new' } });
      expect(ringsOf(operator)).toEqual(onceEach(4));
      expect(brokenPromises(operator)).toEqual([]);
    },
  );
});
