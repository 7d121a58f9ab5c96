import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventView } from '../../../src/cli/calls/running/log-line.ts';
import type { RunEvent } from '../../../src/operations/calling/run-events.ts';
import { openOperator } from '../../support/operator.ts';

const topic = readFileSync(new URL('../../../src/cli/help/topics/exit-codes.md', import.meta.url), 'utf8');

/** The fields of each event, as the help tells them. */
const documented = new Map(
  [...topic.matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$/gm)].map(([, event = '', fields = '']) => [
    event,
    [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field),
  ]),
);
const common = ['event', 'scheduledCallId', 'name', 'toNumber'];
const callee = { id: 1, who: 'Ada', toNumber: '+61491570006' };
const at = new Date('2026-12-08T03:00:00Z');

describe('the events that the help tells of', () => {
  it.each<RunEvent>([
    { ...callee, kind: 'refused', reason: 'no', nextAttemptAt: null },
    { ...callee, kind: 'unknown', reason: 'lost' },
    { ...callee, kind: 'still_unknown', reason: 'lost' },
    { ...callee, kind: 'left_to_operator', reason: 'held', heldBecause: 'hold' },
    { ...callee, kind: 'placed_twice', reason: 'twice' },
    { ...callee, kind: 'forbidden', reason: 'marked', code: 'do_not_call' },
    { ...callee, kind: 'postponed', reason: 'closed', until: at, waitsFor: 'call_times' },
    { ...callee, kind: 'undecided', reason: 'broken', until: at },
    { ...callee, kind: 'campaign_paused', campaignId: 1, name: 'Spring', failed: 6, calls: 10 },
    { ...callee, kind: 'recording_not_kept', why: 'gone' },
    { ...callee, kind: 'set_aside', reason: 'broken' },
    { ...callee, kind: 'overdue', lastRunAt: null, inTime: 0, moved: 1, missed: 0 },
    { ...callee, kind: 'moved', calls: 3 },
  ])('have the fields that it tells of: $kind', (event) => {
    expect(Object.keys(eventView(event)).sort()).toEqual(
      [...common, ...(documented.get(event.kind) ?? ['nothing'])].sort(),
    );
  });

  it('are one object a line from watch, with what was found out of a call', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006']);
    await operator.voicebot(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(61);
    const placing = operator.start(['watch', '--every', '1s', '--json']);
    await placing.says('"event":"placed"');
    placing.process.kill('SIGTERM');
    await placing.ended;
    operator.clock.advance(120);
    const watching = operator.start(['watch', '--every', '1s', '--json']);
    await watching.says('"event":"changed"');
    watching.process.kill('SIGTERM');
    const { stdout } = await watching.ended;
    const [line] = stdout
      .trim()
      .split('\n')
      .map((text) => z.looseObject({}).parse(JSON.parse(text)));
    expect(line).toEqual({
      ...{ at: expect.any(String), text: expect.any(String) },
      ...{ event: 'changed', scheduledCallId: 1, name: 'Ada', toNumber: '+61491570006' },
      ...{ status: 'ended', disconnectionReason: 'user_hangup', disposition: 'answered' },
    });
  });
});
