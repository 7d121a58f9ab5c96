import { describe, expect, it } from 'vitest';
import { type Bearer, readBearer } from '../../../src/http/access/bearer.ts';
import { isSameSecret } from '../../../src/http/access/same-secret.ts';
import { TokenBuckets } from '../../../src/http/access/token-bucket.ts';

const token = `voicebot_${'0'.repeat(48)}`;

describe('the header Authorization', () => {
  it.each<[string | undefined, Bearer]>([
    [undefined, { kind: 'missing' }],
    ['', { kind: 'missing' }],
    [`Bearer ${token}`, { kind: 'credential', text: token }],
    [`bearer ${token}`, { kind: 'credential', text: token }],
    [`BEARER   ${token}  `, { kind: 'credential', text: token }],
    ['Bearer a/b+c=.-_~', { kind: 'credential', text: 'a/b+c=.-_~' }],
    ['Bearer', { kind: 'malformed' }],
    ['Bearer ', { kind: 'malformed' }],
    [token, { kind: 'malformed' }],
    [`Bearer\t${token}`, { kind: 'malformed' }],
    [`Bearer ${token} ${token}`, { kind: 'malformed' }],
    // Two headers, as they arrive.
    [`Bearer ${token}, Bearer ${token}`, { kind: 'malformed' }],
    [`Bearer ${token},${token}`, { kind: 'malformed' }],
    ['Basic YTpi', { kind: 'malformed' }],
    [`Token ${token}`, { kind: 'malformed' }],
    ['Bearer ä', { kind: 'malformed' }],
    [`Bearer ${'a'.repeat(8192)}`, { kind: 'malformed' }],
  ])('%j', (header, bearer) => {
    expect(readBearer(header)).toEqual(bearer);
  });
});

it('two secrets are the same only if they are, whatever their lengths', () => {
  expect(isSameSecret('a'.repeat(20), 'a'.repeat(20))).toBe(true);
  for (const other of ['', 'a', 'a'.repeat(19), 'a'.repeat(21), `${'a'.repeat(19)}b`])
    expect(isSameSecret('a'.repeat(20), other)).toBe(false);
});

describe('a pace', () => {
  it('allows a burst, then as many as it says, for each key of its own', () => {
    let now = 0;
    const buckets = new TokenBuckets({ perSecond: 2, burst: 3 }, () => now);
    const take = () => buckets.take('a');
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 1]);
    expect(buckets.take('b')).toBe(0);
    now += 500;
    expect([take(), take()]).toEqual([0, 1]);
    now += 60_000;
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 1]);
  });

  it('says after how many seconds the next one may come, and it may come then', () => {
    let now = 0;
    const buckets = new TokenBuckets({ perSecond: 1 / 3, burst: 1 }, () => now);
    expect(buckets.wait('a')).toBe(0);
    expect(buckets.take('a')).toBe(0);
    expect(buckets.wait('a')).toBe(3);
    now += 2_900;
    expect(buckets.take('a')).toBe(1);
    now += 100;
    expect(buckets.take('a')).toBe(0);
  });

  it('keeps no more keys than it has room for', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 }, () => 0);
    for (let key = 0; key < 20_000; key++) buckets.take(String(key));
    expect(buckets.wait('19999')).toBe(1);
    expect(buckets.wait('0')).toBe(0);
  });
});
