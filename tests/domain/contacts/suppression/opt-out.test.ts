import { describe, expect, it } from 'vitest';
import { readOptOut, reasonOf } from '../../../../src/domain/contacts/suppression/opt-out.ts';

describe('an opt-out in the analysis of a call', () => {
  it.each<[unknown, 'clear' | 'unclear' | undefined]>([
    [true, 'clear'],
    ['true', 'clear'],
    ['Yes', 'clear'],
    [' YES. ', 'clear'],
    ['1', 'clear'],
    [1, 'clear'],
    ['opt out', 'clear'],
    ['Opted out', 'clear'],
    ['opt-out', 'clear'],
    ['unsubscribed', 'clear'],
    ['never', 'clear'],
    ['Do not call', 'clear'],
    ["Don't call again!", 'clear'],
    ['Yes, asked to be removed', 'clear'],
    ['maybe', 'unclear'],
    ['not now', 'unclear'],
    ['No, and never call me again', 'unclear'],
    ['asked to be removed', 'unclear'],
    ['yesterday', 'unclear'],
    [2, 'unclear'],
    [{ value: true }, 'unclear'],
    [[true], 'unclear'],
    [false, undefined],
    ['false', undefined],
    ['no', undefined],
    ['No.', undefined],
    [0, undefined],
    ['0', undefined],
    ['', undefined],
    ['  ', undefined],
    ['N/A', undefined],
    ['none', undefined],
    ['Not mentioned', undefined],
    ['did not opt out', undefined],
    ['opted in', undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
    [[], undefined],
  ])('%j is %s', (value, expected) => {
    const optOut = readOptOut({ opt_out: value, summary: 'yes' }, 'opt_out');
    expect(optOut && (optOut.isClear ? 'clear' : 'unclear')).toBe(expected);
  });

  it('is read from the field that the operator names, however its name is written', () => {
    expect(readOptOut({ opt_out: true }, 'do_not_call')).toBeUndefined();
    expect(readOptOut({ 'Do Not-Call': true }, 'do_not_call')).toMatchObject({ isClear: true });
    expect(readOptOut({ opt_out: false, OptOut: 'maybe', 'opt-out': 'yes' }, 'opt_out')).toMatchObject({
      isClear: true,
    });
    expect(readOptOut(null, 'opt_out')).toBeUndefined();
    expect(readOptOut({}, 'constructor')).toBeUndefined();
  });

  it('gives the call as the reason, and cuts long words short', () => {
    expect(reasonOf({ words: 'yes', isClear: true }, 7)).toBe('said in call 7');
    expect(reasonOf({ words: 'maybe', isClear: false }, 7)).toBe('unclear in call 7');
    expect(readOptOut({ opt_out: 'perhaps '.repeat(50) }, 'opt_out')?.words).toHaveLength(80);
  });
});
