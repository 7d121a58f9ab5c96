import { describe, expect, it } from 'vitest';
import { numberOf, openWithContacts } from '../../operations/calling/due-calls.ts';
import { openScreen } from '../../support/screen.ts';

describe('call --wait', () => {
  it('shows how the call goes and what came of it; lost answers on the way are no failure', async () => {
    const operator = await openWithContacts(1);
    const { clock, simulator } = operator;
    const analysis = { call_summary: 'She takes two.' };
    simulator.script(numberOf(1), { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 42, analysis });
    const call = operator.start(['call', '1', '--wait']);
    await call.says('Contact 1 +61491580001: ringing');
    simulator.addFault({ on: 'list', kind: 'reset', times: 1 });
    clock.advance(10);
    await call.says('talking');
    clock.advance(120);
    const { code, stdout } = await call.ended;
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^✓ Call 1, Contact 1 \+61491580001: answered, 0:42, US\$0\.\d+\n {2}She takes two\.\n$/,
      ),
    });
    expect(operator.rows('select transcribed_at is not null as told from calls')).toEqual([{ told: 1 }]);
  });

  it('ends with 6 if nobody answered, with one document for a script', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), { reason: 'dial_busy', ringSeconds: 2 });
    const call = operator.start(['call', '1', '--wait', '--json']);
    await call.says('ringing');
    operator.clock.advance(60);
    expect(await call.ended).toMatchObject({
      code: 6,
      json: {
        success: true,
        callId: expect.stringMatching(/^call_/),
        callRecord: { id: 1, status: 'not_connected', disposition: 'busy', answeredBy: null },
        retellResponse: { call_status: 'registered' },
        isOver: true,
        awaitsAnalysis: false,
      },
    });
  });

  it('rewrites one line on a terminal, and leaves the call going on Ctrl-C', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.script(numberOf(1), { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 600 });
    const screen = openScreen(operator, ['call', '1', '--wait', '--yes']);
    await screen.says('ringing 0:0');
    operator.clock.advance(30);
    await screen.says('talking 0:0');
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
    expect(screen.text()).toMatch(
      /Call 1, .*: talking\n {2}The call goes on\. To see it: voicebot calls show 1/,
    );
    expect(screen.text()).not.toContain('ringing');
    expect(operator.simulator.calls()).toMatchObject([{ status: 'ongoing' }]);
  });
});
