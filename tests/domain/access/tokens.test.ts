import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  isUseWorthNoting,
  statusOfToken,
  type TokenStatus,
  usePrecision,
} from '../../../src/domain/access/access-token.ts';
import { parseExpiry } from '../../../src/domain/access/expiry.ts';
import { includesScope, type Scope } from '../../../src/domain/access/scope.ts';
import {
  concealTokens,
  isTokenText,
  mayHoldToken,
  writeToken,
} from '../../../src/domain/access/token-text.ts';

const now = new Date('2026-12-08T03:00:00Z');
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);

describe('a scope', () => {
  it.each<[Scope, Scope, boolean]>([
    ['read', 'read', true],
    ['read', 'call', false],
    ['read', 'admin', false],
    ['call', 'read', true],
    ['call', 'call', true],
    ['call', 'admin', false],
    ['admin', 'read', true],
    ['admin', 'call', true],
    ['admin', 'admin', true],
  ])('%s for what needs %s: %s', (held, needed, isEnough) => {
    expect(includesScope(held, needed)).toBe(isEnough);
  });
});

describe('the status of a token', () => {
  it.each<[string, Date | null, Date | null, TokenStatus]>([
    ['that never expires', null, null, 'active'],
    ['a moment before it expires', after, null, 'active'],
    ['at the instant when it expires', now, null, 'expired'],
    ['after that', before, null, 'expired'],
    ['revoked', null, before, 'revoked'],
    ['revoked and expired', before, before, 'revoked'],
    ['revoked at this instant', after, now, 'revoked'],
    ['revoked by a clock that is ahead', after, after, 'revoked'],
  ])('%s', (_, expiresAt, revokedAt, status) => {
    expect(statusOfToken({ expiresAt, revokedAt }, now)).toBe(status);
  });

  it('has its use noted once every few minutes', () => {
    const used = (ago: number) => ({ lastUsedAt: new Date(now.getTime() - ago) });
    expect(isUseWorthNoting({ lastUsedAt: null }, now)).toBe(true);
    expect(isUseWorthNoting(used(usePrecision - 1), now)).toBe(false);
    expect(isUseWorthNoting(used(usePrecision), now)).toBe(true);
    expect(isUseWorthNoting(used(-usePrecision), now)).toBe(false);
  });
});

describe('when a token expires', () => {
  it.each<[string, string | null]>([
    ['1y', '2027-12-08T03:00:00.000Z'],
    ['2 years', '2028-12-08T03:00:00.000Z'],
    ['90d', '2027-03-08T03:00:00.000Z'],
    ['1h 30m', '2026-12-08T04:30:00.000Z'],
    ['1m', '2026-12-08T03:01:00.000Z'],
    ['10y', '2036-12-08T03:00:00.000Z'],
    // The end of that day in Sydney.
    ['2027-06-30', '2027-06-30T14:00:00.000Z'],
    ['never', null],
    [' NEVER ', null],
  ])('%j: %s', (text, at) => {
    expect(parseExpiry(text, { now, zone: 'Australia/Sydney' })?.toISOString() ?? null).toBe(at);
  });

  it.each([
    '',
    'soon',
    '1',
    '-1d',
    '59s',
    '0y',
    '11y',
    '999y',
    '2026-12-07',
    '2027-13-01',
    '1y 2d',
    'never ever',
  ])('%j is refused', (text) => {
    expect(() => parseExpiry(text, { now, zone: 'Australia/Sydney' })).toThrow();
  });
});

describe('a token', () => {
  it('has 192 random bits behind a prefix, all of them characters of a word', () => {
    const sizes: number[] = [];
    const token = writeToken((bytes) => {
      sizes.push(bytes);
      return randomBytes(bytes);
    });
    expect(sizes).toEqual([24]);
    expect(token).toMatch(/^voicebot_\w{48}$/);
    expect(isTokenText(token)).toBe(true);
    expect(concealTokens(`/api/${token}/${token.slice(0, 20)}?x`)).toBe('/api/voicebot_••••/voicebot_••••?x');
  });

  it.each([
    ['', false, false],
    ['voicebot_', false, true],
    ['a'.repeat(48), false, false],
    [`voicebot_${'a'.repeat(48)}`, true, true],
    [`voicebot_${'A'.repeat(48)}`, false, true],
    [`voicebot_${'g'.repeat(48)}`, false, true],
    [`voicebot_${'a'.repeat(47)}`, false, true],
    [`voicebot_${'a'.repeat(49)}`, false, true],
    [`voicebot_${'a'.repeat(48)}\n`, false, true],
    [`Bearer voicebot_${'a'.repeat(48)}`, false, true],
  ])('%j is one: %s, has part of one: %s', (text, isOne, hasPart) => {
    expect(isTokenText(text)).toBe(isOne);
    expect(mayHoldToken(text)).toBe(hasPart);
  });
});
