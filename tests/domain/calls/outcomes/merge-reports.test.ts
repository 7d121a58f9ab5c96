import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedStatuses } from '../../../../src/domain/calls/call-status.ts';
import { disconnectionReasons } from '../../../../src/domain/calls/outcomes/disconnection-reasons.ts';
import {
  isLaterTranscript,
  type Known,
  knownFrom,
  merge,
} from '../../../../src/domain/calls/outcomes/merge-reports.ts';
import type { ReportedFacts } from '../../../../src/domain/calls/outcomes/report.ts';
import { minutes, report } from '../states.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const instant = fc.integer({ min: 0, max: 5 }).map(minutes);
const object = fc.dictionary(fc.constantFrom('opt_out', '__proto__', 'b'), fc.jsonValue({ maxDepth: 1 }), {
  noNullPrototype: true,
});

/** Any report: partial, contradictory, from the same few instants as others. */
const anyReport = fc
  .record({
    status: fc.constantFrom(...placedStatuses),
    observedAt: fc.integer({ min: 0, max: 3 }).map(minutes),
    disconnectionReason: maybe(fc.constantFrom('solar_flare', ...Object.keys(disconnectionReasons))),
    startedAt: maybe(instant),
    endedAt: maybe(instant),
    durationMs: maybe(fc.nat(5)),
    agentVersion: maybe(fc.nat(3)),
    costCents: maybe(fc.constantFrom(0, 12.5, 14.2083)),
    summary: maybe(fc.constantFrom('', 'Short.', 'Long.')),
    success: maybe(fc.boolean()),
    sentiment: maybe(fc.constantFrom('Positive', 'Negative')),
    inVoicemail: maybe(fc.boolean()),
    customAnalysis: maybe(object),
    collectedVariables: maybe(object),
    recordingUrl: maybe(fc.constantFrom('https://a', 'https://b')),
    answer: fc.dictionary(
      fc.constantFrom('call_cost', 'latency', '__proto__', '7'),
      fc.jsonValue({ maxDepth: 1 }),
      {
        noNullPrototype: true,
      },
    ),
  })
  .map((facts) => knownFrom(report(facts)));

/** As a database keeps it. */
const kept = ({ facts, ...known }: Known) => JSON.parse(JSON.stringify({ ...known, facts }));

describe('the merge of reports', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (one, another) => {
        expect(kept(merge(another, one))).toEqual(kept(merge(one, another)));
      }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(anyReport, anyReport, anyReport, (one, two, three) => {
        expect(kept(merge(merge(one, two), three))).toEqual(kept(merge(one, merge(two, three))));
      }),
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (one, another) => {
        const merged = merge(one, another);
        expect(kept(merge(merged, another))).toEqual(kept(merged));
        expect(kept(merge(merged, merged))).toEqual(kept(merged));
      }),
    );
  });

  const at = (minute: number, facts: Partial<ReportedFacts>) =>
    knownFrom(report({ status: 'ended', observedAt: minutes(minute), ...facts }));

  it.each([
    { what: 'a cost that was corrected', one: { costCents: 20 }, another: { costCents: 12.5 } },
    { what: 'an analysis that came later', one: {}, another: { summary: 'Agreed.', success: true } },
    {
      what: 'what a later, partial report leaves out',
      one: { costCents: 20 },
      another: {},
      expected: { costCents: 20 },
    },
    {
      what: 'a new link to the recording',
      one: { recordingUrl: 'https://a' },
      another: { recordingUrl: 'https://b' },
    },
  ])('keeps $what', ({ one, another, expected = another }) => {
    expect(merge(at(1, one), at(2, another)).facts).toMatchObject(expected);
  });

  it('keeps the fields of an answer that it does not know', () => {
    const older = knownFrom(report({ answer: { call_id: 'call_1', mood: 'blue', latency: { e2e: 1 } } }));
    const newer = knownFrom(
      report({ observedAt: minutes(1), answer: { call_id: 'call_1', latency: { e2e: 2 } } }),
    );
    expect(merge(older, newer).answer).toEqual({ call_id: 'call_1', mood: 'blue', latency: { e2e: 2 } });
  });
});

it.each([
  { what: 'a later one', turns: '[1]', minute: 2, isLater: true },
  { what: 'an earlier one', turns: '[1]', minute: 0, isLater: false },
  { what: 'the same one', turns: '[0]', minute: 1, isLater: false },
  { what: 'an empty one that is later', turns: '[]', minute: 2, isLater: false },
])('of two transcripts $what counts: $isLater', ({ turns, minute, isLater }) => {
  const known = { turns: '[0]', observedAt: minutes(1) };
  expect(isLaterTranscript({ turns, observedAt: minutes(minute) }, known)).toBe(isLater);
});
