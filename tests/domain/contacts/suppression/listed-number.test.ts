import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entriesThatCover,
  isBeginning,
  isPrefix,
  parseListedNumber,
  rangeOf,
} from '../../../../src/domain/contacts/suppression/listed-number.ts';

describe('a number for the do-not-call list', () => {
  it.each([
    ['0491 570 006', '+61491570006'],
    ['+61 491 570 006', '+61491570006'],
    ['+6113*', '+6113*'],
    ['+61 (13) *', '+6113*'],
    ['+1*', '+1*'],
  ])('%s is %s', (text, number) => {
    expect(parseListedNumber(text, 'AU')).toEqual({ ok: true, number });
  });

  it.each(['', '*', '+*', '+0*', '13*', '+61*3', '+61**', '+6149157000612345*', '12'])(
    '%s is none',
    (text) => {
      expect(parseListedNumber(text, 'AU')).toMatchObject({ ok: false });
    },
  );

  it('is covered by its own beginnings, and by no others', () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,13}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{6,14}$/), digits, (own, beginning) => {
        const [number, prefix] = [`+${own}`, `+${beginning}*`];
        const covers = own.startsWith(beginning);
        expect(isBeginning(prefix, number)).toBe(covers);
        expect(entriesThatCover(number).includes(prefix)).toBe(covers);
        const { from, before } = rangeOf(prefix);
        expect(number >= from && number < before).toBe(covers);
        expect([isPrefix(prefix), isPrefix(number)]).toEqual([true, false]);
      }),
    );
  });
});
