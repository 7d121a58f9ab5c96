import { describe, expect, it } from 'vitest';
import { numberOf, openWithContacts, requestsTo, ringsOf } from '../operations/calling/due-calls.ts';
import {
  brokenPromises,
  type CallFault,
  dieAt,
  dieWaiting,
  hangAfter,
  hangBefore,
  lostResponse,
  noCredit,
  recover,
  refused,
  strike,
} from './crashing.ts';

describe('immediate calls by processes that die', () => {
  it('at any step: found, or left for the operator to see; never sent again automatically', async () => {
    const deaths: { at?: string; fault?: CallFault; ends?: string; requests?: number }[] = [
      { at: 'before-claimNew', requests: 0 },
      { at: 'after-claimNew', ends: 'unknown', requests: 0 },
      { at: 'before-placeCall', ends: 'unknown', requests: 0 },
      { fault: hangAfter, ends: 'ended' },
      { fault: hangBefore, ends: 'unknown' },
      { at: 'after-placeCall', ends: 'ended' },
      { at: 'before-recordPlaced', ends: 'ended' },
      { at: 'after-recordPlaced', ends: 'ended' },
      { fault: refused, at: 'before-recordRefused', ends: 'unknown' },
      { fault: refused, at: 'after-recordRefused', ends: 'not_placed' },
      { fault: lostResponse, at: 'before-recordUnknown', ends: 'ended' },
      { fault: lostResponse, at: 'after-recordUnknown', ends: 'ended' },
      { fault: noCredit, at: 'before-withdraw', ends: 'unknown' },
      { fault: noCredit, at: 'after-withdraw' },
    ];
    const operator = await openWithContacts(deaths.length);
    for (const [index, { at, fault, ends }] of deaths.entries()) {
      const call = ['call', String(index + 1), '--yes'];
      if (fault) strike(operator, index + 1, fault);
      if (ends === 'ended') operator.simulator.script(numberOf(index + 1), { reason: 'user_hangup' });
      if (at) await dieAt(operator, at, call);
      else await dieWaiting(operator, index + 1, call);
    }
    await recover(operator);
    await recover(operator, 300, 6);
    await recover(operator, 7200);
    const ends = new Map(
      operator.rows('select contact_id, status from calls').map((row) => [row['contact_id'], row['status']]),
    );
    expect(deaths.map((_, index) => ends.get(index + 1))).toEqual(deaths.map((death) => death.ends));
    const rang = deaths.flatMap((death, index) => (death.ends === 'ended' ? numberOf(index + 1) : []));
    expect(ringsOf(operator)).toEqual(Object.fromEntries(rang.map((number) => [number, 1])));
    expect(brokenPromises(operator)).toEqual([]);
    expect(deaths.map((_, index) => requestsTo(operator, numberOf(index + 1)).length)).toEqual(
      deaths.map(({ requests = 1 }) => requests),
    );
    const { stdout } = await operator.voicebot(['calls', 'list', '--status', 'unknown', '--json']);
    expect(stdout.match(/"errorMessage": ?"/g)).toHaveLength(
      deaths.filter((death) => death.ends === 'unknown').length,
    );
  });
});
