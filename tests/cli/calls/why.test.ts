import { describe, expect, it } from 'vitest';
import type { Operator, RunOptions } from '../../support/operator.ts';
import { listAt, objectAt, operatorWith } from '../../support/people.ts';

const list = `Name,Mobile,Timezone,Do Not Call
Ada Lovelace,0491 570 006,Australia/Brisbane,
Grace Hopper,0491 570 156,,yes
`;

/** It is Mon 2 March 2026, 9:00 am in Sydney, and 8:00 am in Brisbane. */
const openOperator = () => operatorWith(list, { sharesProcess: true });
const au = { env: { VOICEBOT_CALL_TIMES: 'au' } };
const opensInBrisbane = '2026-03-01T23:00:00.000Z';

const said = async ({ voicebot }: Operator, words: string[], options: RunOptions = au) => {
  const { code, stdout, stderr } = await voicebot(['why', ...words], options);
  return { code, text: `${stdout}${stderr}` };
};

const verdicts = (document: unknown) =>
  Object.fromEntries(listAt(document, 'gates').map(({ gate, verdict }) => [gate, verdict]));

describe('why', () => {
  it('says when a person may be called, on their clock and on yours, and by which rule not now', async () => {
    const operator = await openOperator();
    const { code, text } = await said(operator, ['ada']);
    expect(code).toBe(0);
    expect(text).toMatch(
      /^· Ada Lovelace can be called again Mon 2 Mar, 9:00 am in Brisbane \(10:00 am AEDT\), in 1 h\n/,
    );
    expect(text).toMatch(/Where +Brisbane, from its time zone/);
    expect(text).toMatch(/· Call times +it is 8:00 am in Brisbane \(au: Mon–Fri .*VOICEBOT_CALL_TIMES/);
    expect(text).toMatch(/✓ Do not call +\+61491570006 is not on the list/);
    expect(text).toMatch(/Not legal advice/);
  });

  it('agrees with call, which refuses until that moment and places at it', async () => {
    const operator = await openOperator();
    const explained = await operator.json(['why', '1'], au);
    expect(explained).toMatchObject({ verdict: 'wait', until: opensInBrisbane, zonesFrom: 'timezone' });
    expect(verdicts(explained)).toMatchObject({ call_times: 'wait', holiday: 'place', do_not_call: 'place' });
    operator.clock.advance((Date.parse(opensInBrisbane) - operator.clock.now().getTime()) / 1000 - 60);
    expect(await operator.voicebot(['call', '1', '--yes'], au)).toMatchObject({ code: 5 });
    operator.clock.advance(60);
    expect(await operator.json(['why', '1'], au)).toMatchObject({ verdict: 'place', until: null });
    expect(await operator.voicebot(['call', '1', '--yes'], au)).toMatchObject({ code: 0 });
    const after = await operator.json(['why', '1'], au);
    expect(verdicts(after)).toMatchObject({ number_in_use: 'wait' });
  });

  it('says that one is asked first where no call times are set', async () => {
    const operator = await openOperator();
    const { text } = await said(operator, ['1'], { env: {} });
    expect(text).toMatch(/^! Ada Lovelace may be called now, but you are asked first/);
    expect(text).toMatch(/! Call times +it is 8:00 am in Brisbane.*VOICEBOT_CALL_TIMES \(not set\)/);
  });

  it('says of a contact on the do-not-call list that no time is right', async () => {
    const operator = await openOperator();
    const { text } = await said(operator, ['2']);
    expect(text).toMatch(/^✗ Grace Hopper must not be called\n/);
    expect(text).toMatch(/✗ Do not call +Grace Hopper must not be called/);
    expect(await operator.json(['why', '2'], au)).toMatchObject({ verdict: 'refuse', until: null });
  });

  it('says during a halt that nobody knows when, and what comes once it is lifted', async () => {
    const operator = await openOperator();
    await operator.voicebot(['halt', '--reason', 'lunch']);
    const { text } = await said(operator, ['1']);
    expect(text).toMatch(/^· A call to Ada Lovelace has to wait: calling is halted: lunch\n/);
    expect(text).toMatch(/Once that is over: Mon 2 Mar, 9:00 am in Brisbane/);
    const explained = await operator.json(['why', '1'], au);
    expect(explained).toMatchObject({ verdict: 'wait', until: null });
    expect(verdicts(explained)).toMatchObject({ halt: 'wait', call_times: 'wait' });
  });

  it('explains a holiday', async () => {
    const operator = await openOperator();
    const { text } = await said(operator, ['1', '--at', '2026-12-25 14:00']);
    expect(text).toMatch(/Tue 29 Dec, 9:00 am in Brisbane/);
    expect(text).toMatch(/· Holidays +it is Christmas Day in Brisbane, a holiday/);
    expect(text).toMatch(/✓ Call times +it is 1:00 pm in Brisbane/);
  });

  it('explains a scheduled call: when it is due, what moves it, and what it waits for', async () => {
    const operator = await openOperator();
    await operator.voicebot(['schedule', '1', '--at', '+10m', '--yes'], {
      env: { VOICEBOT_CALL_TIMES: 'off' },
    });
    const planned = await said(operator, ['--scheduled', '1']);
    expect(planned.text).toMatch(
      /^· Call 1 to Ada Lovelace is due Mon 2 Mar, 8:10 am in Brisbane \(9:10 am AEDT\) and will move to Mon 2 Mar, 9:00 am in Brisbane/,
    );
    const early = await operator.json(['why', '--scheduled', '1', '--at', '+1m'], au);
    expect(early).toMatchObject({ verdict: 'wait', until: opensInBrisbane });
    expect(verdicts(early)).toMatchObject({ due: 'wait' });
    operator.clock.advance(605);
    await operator.voicebot(['process-due'], au);
    const waiting = await said(operator, ['--scheduled', '1']);
    expect(waiting.text).toMatch(/^✓ Call 1 to Ada Lovelace will be placed Mon 2 Mar, 9:00 am in Brisbane/);
    expect(waiting.text).toMatch(/Waits +it is 8:10 am in Brisbane/);
  });

  it('says what became of a call that is over', async () => {
    const operator = await openOperator();
    await operator.voicebot(['schedule', '1', '--at', '+50s', '--every', '0s', '--yes']);
    await operator.voicebot(['schedule', '1', '--at', '+1d', '--if-scheduled', 'again', '--yes']);
    operator.clock.advance(60);
    await operator.voicebot(['process-due']);
    await operator.voicebot(['scheduled', 'cancel', '2']);
    expect((await said(operator, ['--scheduled', '1'])).text).toMatch(
      /^✓ Call 1 to Ada Lovelace was placed Mon 2 Mar 2026, 9:01 am AEDT \(call_/,
    );
    expect((await said(operator, ['--scheduled', '2'])).text).toMatch(
      /^✗ Call 2 to Ada Lovelace was cancelled Mon 2 Mar 2026, 9:01 am AEDT/,
    );
    const document = await operator.json(['why', '--scheduled', '2']);
    expect(document).toMatchObject({ verdict: 'refuse', until: null, gates: [] });
    expect(objectAt(document, 'scheduledCall')).toMatchObject({ id: 2, status: 'CANCELLED' });
  });
});
