import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operator } from '../../support/operator.ts';
import { numberOf, onceEach, openWithContacts, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

const variables = z.record(z.string(), z.string());

/** Returns the variables of the requests to call the first contact. */
function variablesOf(operator: Operator): Record<string, string>[] {
  return requestsTo(operator, numberOf(1)).map((body) =>
    variables.parse(body['retell_llm_dynamic_variables']),
  );
}

const minutes = (count: number) => count * 60;

/** Opens an operator with a call, requested at 11:55 am in Sydney, that never arrived. */
async function withLostRequest(words: string[] = []): Promise<Operator> {
  const operator = await openWithContacts(1);
  await operator.json(['schedule', '1', '--at', '11:55', ...words]);
  operator.clock.advance(minutes(175) + 1);
  operator.simulator.addFault({ on: 'create', kind: 'reset' });
  await operator.voicebot(['process-due']);
  return operator;
}

describe('a call that is sent again', () => {
  it('tells what it told the first time, while that is right', async () => {
    const operator = await withLostRequest();
    operator.clock.advance(125);
    await operator.voicebot(['process-due']);
    const [one, again] = variablesOf(operator);
    expect(one).toMatchObject({ greeting: 'Good morning', current_date: expect.any(String) });
    expect(again).toEqual(one);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('waits for the operator if it would say good morning in the afternoon', async () => {
    const operator = await withLostRequest();
    operator.clock.advance(minutes(6));
    const run = await operator.voicebot(['process-due']);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain('would tell a wrong date or greeting by now');
    expect(await operator.json(['calls', 'show', '1'])).toMatchObject({
      call: { status: 'unknown', waitsFor: 'operator', heldBecause: 'out_of_date' },
    });
    operator.clock.advance(minutes(10));
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    expect(requestsTo(operator)).toHaveLength(1);
  });

  it('waits for the operator if it would tell yesterday’s date', async () => {
    const operator = await openWithContacts(1);
    await operator.json(['schedule', '1', '--at', '23:55', '--var', 'greeting=Hello']);
    operator.clock.advance(minutes(15 * 60 - 5) + 1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(minutes(6));
    expect((await operator.voicebot(['process-due'])).stdout).toContain('wrong date');
  });

  it('goes out at any hour with a greeting of the operator’s own', async () => {
    const operator = await withLostRequest(['--var', 'greeting=Hello']);
    operator.clock.advance(minutes(6));
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });
});

describe('a scheduled call', () => {
  it('tells times in the zone and locale in which it was scheduled, whatever cron’s environment says', async () => {
    const operator = await openWithContacts(1);
    const shell = { VOICEBOT_TIMEZONE: 'Australia/Perth', VOICEBOT_LOCALE: 'en-US' };
    await operator.json(['schedule', '1', '--at', '10:00'], { env: shell });
    operator.clock.advance(minutes(4 * 60) + 1);
    const cron = { VOICEBOT_TIMEZONE: 'Australia/Sydney', VOICEBOT_LOCALE: 'en-AU', TZ: 'UTC' };
    await operator.voicebot(['process-due'], { env: cron });
    expect(variablesOf(operator)).toMatchObject([
      { current_time: expect.stringMatching(/^10:00/), current_timezone: 'GMT+8', greeting: 'Good morning' },
    ]);
    expect(operator.rows('select timezone, locale from calls')).toEqual([
      { timezone: 'Australia/Perth', locale: 'en-US' },
    ]);
  });

  it('from an older voicebot tells them as the settings say', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['process-due']);
    expect(variablesOf(operator)).toMatchObject([{ current_timezone: 'AEDT' }]);
  });
});

it('a locale that is not supported is refused, for it would be another one under another LANG', async () => {
  const operator = await openWithContacts(1);
  const run = await operator.voicebot(['schedule', '1', '--at', '10:00'], { env: { VOICEBOT_LOCALE: 'AU' } });
  expect(run).toMatchObject({ code: 2 });
  expect(run.stderr).toContain('VOICEBOT_LOCALE is "AU"');
});
