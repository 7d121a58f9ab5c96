import { describe, expect, it } from 'vitest';
import { describeLabelProblem, type LabelProblem, problemOfLabel } from '../../src/domain/label.ts';

describe('the name of a campaign or a token', () => {
  it.each<[string, LabelProblem | undefined]>([
    ['Spring', undefined],
    ['2026-12-08 10:00', undefined],
    ['春', undefined],
    ['x'.repeat(100), undefined],
    ['x'.repeat(101), 'too_long'],
    ['', 'empty'],
    ['  ', 'empty'],
    [' 12 ', 'looks_like_an_id'],
    ['a\u001b[31m', 'control_characters'],
    ['a\nb', 'control_characters'],
  ])('%j: %s', (name, problem) => {
    expect(problemOfLabel(name)).toBe(problem);
  });

  it('says what is wrong with it', () => {
    expect(describeLabelProblem('a token', 'empty')).toBe('The name of a token is empty.');
  });
});
