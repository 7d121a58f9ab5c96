import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { brokenAtBlanks } from '../../../src/cli/terminal/layout.ts';

describe('a message on a screen', () => {
  it.each([
    [
      'Call 1 is unconfirmed: its phone may have rung.',
      40,
      ['Call 1 is unconfirmed: its phone may', 'have rung.'],
    ],
    ['✓ 2 calls are scheduled, the first now', 20, ['✓ 2 calls are', '  scheduled, the', '  first now']],
    ['  The call goes on for a while', 20, ['  The call goes on', '  for a while']],
    [
      'Where  Sydney, by its number of Australia',
      24,
      ['Where  Sydney, by its', '       number of', '       Australia'],
    ],
    [
      'See /a/very/long/path/to/some/file.db for it',
      20,
      ['See', '/a/very/long/path/to/some/file.db', 'for it'],
    ],
    ['/a/very/long/path/to/some/file.db', 20, ['/a/very/long/path/to/some/file.db']],
    ['short', 20, ['short']],
    ['', 20, ['']],
  ])('%j on %i columns', (text, columns, lines) => {
    expect(brokenAtBlanks(text, columns).split('\n')).toEqual(lines);
  });

  it('is the same words in the same colours, on lines that fit unless a word does not', () => {
    const dim = '\u001b[2m';
    const word = fc.constantFrom(
      'a',
      'word',
      'longer-word',
      `${dim}dim\u001b[22m`,
      'Zoë',
      '東京',
      'é'.normalize('NFD'),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 80 }), (line, columns) => {
        const broken = brokenAtBlanks(line, columns);
        expect(broken.replace(/\s+/g, ' ')).toBe(line.replace(/\s+/g, ' '));
        for (const one of broken.split('\n')) {
          expect(stringWidth(one), JSON.stringify(one)).toBeLessThanOrEqual(columns + 2);
        }
      }),
    );
  });
});
