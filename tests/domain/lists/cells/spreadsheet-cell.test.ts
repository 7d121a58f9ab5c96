import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, unguarded } from '../../../../src/domain/lists/cells/spreadsheet-cell.ts';

describe('a cell that a spreadsheet would run as a formula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ["''=1", "'''=1"],
    ['+61412345678', '+61412345678'],
    ['-5', '-5'],
    ['-5.25', '-5.25'],
    ["'+61412345678", "''+61412345678"],
    ["O'Brien", "O'Brien"],
    ["'tis", "'tis"],
    ['', ''],
  ])('%j is written as %j, and read back', (cell, written) => {
    expect(guarded(cell)).toBe(written);
    expect(unguarded(written)).toBe(cell);
  });

  it('an apostrophe that a spreadsheet added is removed, and one that belongs there stays', () => {
    expect(unguarded("'+61412345678")).toBe('+61412345678');
    expect(unguarded("'-5")).toBe('-5');
    expect(unguarded("'tis")).toBe("'tis");
  });

  it('every text is read back unchanged, and none can run', () => {
    const odd = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '5', '.', 'a', ' '),
    });
    fc.assert(
      fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (cell) => {
        const written = guarded(cell);
        expect(unguarded(written)).toBe(cell);
        if (/^[=+\-@\t\r]/.test(written)) expect(written).toMatch(/^[+-]\d+(?:\.\d+)?$/);
      }),
      { numRuns: 5000 },
    );
  });
});
