import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  type Effect,
  isLasting,
  type KeptRequest,
  type Repetition,
  readIdempotencyKey,
  repetitionOf,
} from '../../../src/domain/access/idempotency.ts';
import { fingerprintOf } from '../../../src/operations/access/fingerprint.ts';

const answer: Answer = { status: 200, contentType: 'application/json', body: '{}' };
const scheduled: Effect = { kind: 'scheduled', ids: [1, 2] };
const attempt = (status: Extract<Effect, { kind: 'attempt' }>['status'], isUnderWay = false): Effect => ({
  ...{ kind: 'attempt', callId: 1, status, isUnderWay },
});
const kept = (parts: Partial<KeptRequest>): KeptRequest => ({
  ...{ id: 'first', fingerprint: 'same', effect: null, answer: null },
  ...parts,
});

describe('a request with a key', () => {
  it.each<[string, KeptRequest | undefined, Repetition]>([
    ['for the first time', undefined, { kind: 'new' }],
    ['after nothing came of it', kept({}), { kind: 'new' }],
    ['with another body', kept({ fingerprint: 'other', answer }), { kind: 'other' }],
    [
      'with another body, under way',
      kept({ fingerprint: 'other', effect: attempt('placing', true) }),
      { kind: 'other' },
    ],
    ['after it was refused', kept({ answer }), { kind: 'answered', answer }],
    ['after it was answered', kept({ effect: scheduled, answer }), { kind: 'answered', answer }],
    [
      'after it scheduled calls',
      kept({ effect: scheduled }),
      { kind: 'done', effect: scheduled, by: 'first' },
    ],
    ['while it is being placed', kept({ effect: attempt('placing', true) }), { kind: 'under_way' }],
    ['while Retell is asked about it', kept({ effect: attempt('unknown', true) }), { kind: 'under_way' }],
    [
      'after its process died',
      kept({ effect: attempt('placing') }),
      { kind: 'done', effect: attempt('placing'), by: 'first' },
    ],
  ])('%s', (_, before, repetition) => {
    expect(repetitionOf(before, { fingerprint: 'same' })).toEqual(repetition);
  });

  it.each<[number, Effect | null, boolean]>([
    [200, null, true],
    [200, scheduled, true],
    [200, attempt('registered'), true],
    [200, attempt('ended'), true],
    [404, null, true],
    [409, null, true],
    [422, null, true],
    [409, attempt('not_placed'), true],
    [409, attempt('unknown'), false],
    [409, attempt('placing'), false],
    [400, null, false],
    [401, null, false],
    [403, null, false],
    [429, null, false],
    [500, null, false],
    [503, null, false],
    [503, scheduled, false],
  ])('answered with %i after %j: for a day: %s', (status, effect, lasts) => {
    expect(isLasting({ status }, effect)).toBe(lasts);
  });
});

describe('a key', () => {
  it.each<[string, string | undefined]>([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e"', '8e03978e'],
    ['  "a b, c"  ', 'a b, c'],
    ['"say \\"hi\\" \\\\"', 'say "hi" \\'],
    ['a', 'a'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['x'.repeat(256), undefined],
    ['', undefined],
    ['""', undefined],
    ['"', undefined],
    ['"a', undefined],
    ['a"', undefined],
    ['"a\\n"', undefined],
    ['a b', undefined],
    // Two headers, as they arrive.
    ['one, two', undefined],
    ['"one", "two"', undefined],
    ['é', undefined],
    ['a\u0000', undefined],
  ])('%j is %j', (text, key) => {
    expect(readIdempotencyKey(text)).toBe(key);
  });

  it('is the same with and without quotes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.:/+=-]{1,80}$/), (key) => {
        expect(readIdempotencyKey(key)).toBe(key);
        expect(readIdempotencyKey(`"${key}"`)).toBe(key);
      }),
    );
  });
});

describe('what a request asks for', () => {
  const body = { contactIds: [1, 2], variables: { a: '1', b: '2' } };

  it('is the same in whatever order it is written', () => {
    const other = { variables: { b: '2', a: '1' }, contactIds: [1, 2] };
    expect(fingerprintOf('POST', '/x', other)).toBe(fingerprintOf('POST', '/x', body));
  });

  it.each<[string, string, string, unknown]>([
    ['another method', 'PUT', '/x', body],
    ['another path', 'POST', '/y', body],
    ['contacts in another order', 'POST', '/x', { ...body, contactIds: [2, 1] }],
    ['one more', 'POST', '/x', { ...body, ifScheduled: 'again' }],
    ['a text for a number', 'POST', '/x', { ...body, contactIds: ['1', '2'] }],
    [
      'pairs for an object',
      'POST',
      '/x',
      {
        ...body,
        variables: {
          object: [
            ['a', '1'],
            ['b', '2'],
          ],
        },
      },
    ],
    ['nothing', 'POST', '/x', null],
  ])('is another with %s', (_, method, path, other) => {
    expect(fingerprintOf(method, path, other)).not.toBe(fingerprintOf('POST', '/x', body));
  });

  it('tells keys that objects treat in their own way', () => {
    const evil: unknown = JSON.parse('{"__proto__":{"a":1},"1":2}');
    expect(fingerprintOf('POST', '/x', evil)).not.toBe(fingerprintOf('POST', '/x', { 1: 2 }));
  });
});
