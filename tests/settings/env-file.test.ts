import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutValue, withValues } from '../../src/settings/changes/edit-env-text.ts';
import { parseEnvText } from '../../src/settings/env-file.ts';

describe('parseEnvText', () => {
  it.each([
    ['A=1', { A: '1' }],
    ['  A = 1  ', { A: '1' }],
    ['export A=1', { A: '1' }],
    ['A=two words # and a comment', { A: 'two words' }],
    ['A="x # y" # z', { A: 'x # y' }],
    ["A='x # y'", { A: 'x # y' }],
    ['A=`it\'s "so"`', { A: 'it\'s "so"' }],
    ['A="one\ntwo"\nB=3', { A: 'one\ntwo', B: '3' }],
    ['A="one\\ntwo"', { A: 'one\ntwo' }],
    ["A='one\\ntwo'", { A: 'one\\ntwo' }],
    ['A=a=b', { A: 'a=b' }],
    ['A=$B', { A: '$B' }],
    ['A=', { A: '' }],
    ['# A=1\nB=2\r\nC=3', { B: '2', C: '3' }],
    ['\ufeffA=1', { A: '1' }],
  ])('reads %j', (text, values) => {
    expect({ ...parseEnvText(text) }).toEqual(values);
  });
});

describe('withoutValue', () => {
  it.each([
    ['A=1\nB=2\n', 'B=2\n'],
    ['# one\n\nexport A="x\ny" # two\nB=2', '# one\n\nB=2'],
    ['B=2\r\nA=1\r\n', 'B=2\r\n'],
    ['A=1\nB=2\n  A = 3 \n', 'B=2\n'],
    ['B="\nA=no\n"\n#A=1\nA=1', 'B="\nA=no\n"\n#A=1\n'],
    ['B=2\n', 'B=2\n'],
  ])('turns %j into %j', (before, after) => {
    expect(withoutValue(before, 'A')).toBe(after);
  });
});

describe('withValues', () => {
  const graphic = fc.string({ unit: fc.constantFrom(...`aZ9 _-./+=%#$&*!?'"\`\\n`), maxLength: 12 });

  it('writes what is read back as the same, leaving the rest alone, or refuses', () => {
    fc.assert(
      fc.property(graphic, graphic, graphic, (value, other, comment) => {
        const before = `# ${comment}\nA=${other}\nKEY=old #${comment}\nB='last'`;
        const present = { ...parseEnvText(before) };
        try {
          const after = withValues(before, { KEY: value, NEW: value });
          expect({ ...parseEnvText(after) }).toEqual({ ...present, KEY: value, NEW: value });
          expect(after.startsWith(`# ${comment}\nA=${other}\n`)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^(unwritable_setting|settings_not_written)$/),
          });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', { A: '1' }, 'A=1\n'],
    ['A=1', { B: 'two words' }, "A=1\nB='two words'\n"],
    ['A=1\r\nB=2\r\n', { A: '3' }, 'A=3\r\nB=2\r\n'],
    ['A="one\nA=no"\n', { A: '2' }, 'A=2\n'],
    ['X="\nA=no\n"\nA=1\n', { A: '2' }, 'X="\nA=no\n"\nA=2\n'],
    ['A=1\nA=2\n', { A: '3' }, 'A=3\nA=3\n'],
    ['#A=1\n', { A: "it's # 1" }, '#A=1\nA="it\'s # 1"\n'],
    ['A = 1\n', { A: '$5' }, "A='$5'\n"],
  ])('turns %j with %j into %j', (before, values, after) => {
    expect(withValues(before, values)).toBe(after);
  });
});
