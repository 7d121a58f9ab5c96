import { describe, expect, it } from 'vitest';
import { type Outcome, redialAt } from '../../../../src/domain/calls/redial/after-outcome.ts';
import { formatRedialRules, parseRedialRules } from '../../../../src/domain/calls/redial/redial-rules.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('redial rules', () => {
  it.each([
    ['busy=10m x3, no-answer=2h x3, voicemail=1d x1', 'busy=10m x3, no-answer=2h x3, voicemail=1d x1'],
    ['busy=10m', 'busy=10m x1'],
    ['NO_ANSWER = 1h30m X2', 'no-answer=1h30m x2'],
    ['machine=1d×2', undefined],
    ['machine=1d ×2', 'voicemail=1d x2'],
    ['off', ''],
    ['', undefined],
    ['busy', undefined],
    ['busy=', undefined],
    ['busy=soon', undefined],
    ['busy=30s', undefined],
    ['busy=10m x0', undefined],
    ['busy=10m x11', undefined],
    ['busy=10m x3,', undefined],
    ['busy=10m x1, busy=20m x2', undefined],
    ['machine=1d x1, voicemail=2d x1', undefined],
    ['answered=1h x1', undefined],
    ['declined=1d x1', undefined],
    ['constructor=1d x1', undefined],
  ])('%j are read as %j', (text, rules) => {
    const read = () => formatRedialRules(parseRedialRules(text));
    if (rules === undefined) expect(read).toThrow('is no rule for redialling');
    else expect(read()).toBe(rules);
  });
});

describe('after a call', () => {
  const rules = parseRedialRules('busy=10m x3, no-answer=2h x2, voicemail=1d x1');
  const now = new Date('2026-12-08T03:00:00Z');
  const ended = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * minute);
  const outcome = (changes: Partial<Outcome>): Outcome => ({
    disposition: 'busy',
    endedAt: ended(1),
    redials: 0,
    isSettled: false,
    ...changes,
  });

  it.each<[string, Partial<Outcome>, number | null]>([
    ['a busy line', {}, 9 * minute],
    ['a busy line, reported late', { endedAt: ended(600) }, 0],
    ['a busy line, and nobody knows when', { endedAt: null }, 10 * minute],
    ['no answer', { disposition: 'no_answer' }, 2 * hour - minute],
    ['voicemail', { disposition: 'machine' }, 24 * hour - minute],
    ['a human answer', { disposition: 'answered' }, null],
    ['a decline', { disposition: 'declined' }, null],
    ['an invalid number', { disposition: 'invalid' }, null],
    ['a fault of our side', { disposition: 'our_side' }, null],
    ['an outcome that is not known yet', { disposition: null }, null],
    ['a third busy line', { redials: 2 }, 9 * minute],
    ['a fourth busy line', { redials: 3 }, null],
    ['no answer after two redials for a busy line', { disposition: 'no_answer', redials: 2 }, null],
    ['voicemail after one redial, whatever its rule', { disposition: 'machine', redials: 1 }, null],
    ['a busy line when somebody has answered', { isSettled: true }, null],
  ])('%s', (_, changes, wait) => {
    const at = redialAt(outcome(changes), rules, now);
    expect(at && at.getTime() - now.getTime()).toBe(wait);
  });
});
