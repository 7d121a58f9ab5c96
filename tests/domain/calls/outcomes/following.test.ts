import { describe, expect, it } from 'vitest';
import type { CallStatus } from '../../../../src/domain/calls/call-status.ts';
import { endOfFollowing } from '../../../../src/domain/calls/outcomes/following.ts';
import { nothingReported } from '../../../../src/domain/calls/outcomes/report.ts';

const start = Date.UTC(2026, 11, 8);
const instant = (seconds: number) => new Date(start + seconds * 1000);
const talked = { startedAt: instant(5), durationMs: 9000 };
const analysed = { ...talked, summary: 'They talked.' };

describe('following a call', () => {
  it.each<
    [
      what: string,
      status: CallStatus,
      facts: object,
      seconds: { now: number; overAt?: number; answeredAt?: number; isStopped?: true },
      end: string | undefined,
    ]
  >([
    ['goes on while it rings', 'registered', {}, { now: 30 }, undefined],
    ['goes on while people talk, for an hour too', 'ongoing', {}, { now: 3600, answeredAt: 3597 }, undefined],
    ['ends with the analysis', 'ended', analysed, { now: 30, overAt: 20 }, 'over'],
    ['waits for the analysis', 'ended', talked, { now: 139, overAt: 20 }, undefined],
    ['waits for it no longer than two minutes', 'ended', talked, { now: 140, overAt: 20 }, 'not_analysed'],
    ['expects none if nobody talked', 'not_connected', {}, { now: 30, overAt: 30 }, 'over'],
    ['expects none of a call that failed at once', 'error', { durationMs: 0 }, { now: 9, overAt: 9 }, 'over'],
    ['bears lost answers', 'ongoing', {}, { now: 599, answeredAt: 0 }, undefined],
    ['bears them for ten minutes', 'ongoing', {}, { now: 600, answeredAt: 0 }, 'out_of_reach'],
    ['ends if it is told to', 'ongoing', {}, { now: 9, isStopped: true }, 'stopped'],
    ['tells the outcome rather than that', 'ended', analysed, { now: 9, overAt: 9, isStopped: true }, 'over'],
  ])('%s', (_, status, facts, { now, overAt, answeredAt = now, isStopped = false }, end) => {
    const following = {
      now: instant(now),
      overAt: overAt === undefined ? undefined : instant(overAt),
      answeredAt: instant(answeredAt),
      isStopped,
    };
    expect(endOfFollowing({ ...nothingReported, status, ...facts }, following)).toBe(end);
  });
});
