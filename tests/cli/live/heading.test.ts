import { describe, expect, it } from 'vitest';
import { nothingYet } from '../../../src/cli/calls/live/live-state.ts';
import { pageOf } from '../../../src/cli/calls/live/page.ts';
import { readStatus } from '../../../src/operations/status/read-status.ts';
import { openEmptyStore } from '../../support/empty-store.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const heading = {
  title: 'voicebot watch',
  profile: 'rehearsal',
  details: ['every 15 seconds', '/home/ada/.local/share/voicebot/rehearsal/voicebot.db'],
  reader: { zone: 'Australia/Sydney', locale: 'en-AU' },
  advice: (text: string) => text,
};

describe('the heading of the live view', () => {
  it.each([
    [
      140,
      /^voicebot watch {2}profile rehearsal {2}Mon 2 Mar 2026, 9:00 am AEDT {2}every 15 seconds {2}\/home/,
    ],
    [100, /^voicebot watch {2}profile rehearsal {2}Mon 2 Mar 2026, 9:00 am AEDT {2}every 15 seconds$/],
    [60, /^voicebot watch {2}profile rehearsal {2}9:00(:00)? am {2}every 15 seconds$/],
    [36, /^voicebot watch {2}profile rehearsal$/],
  ])('names the profile on a screen of %s columns', async (columns, expected) => {
    const clock = new ManualClock();
    const status = await readStatus(openEmptyStore(), { clock, assumedTimezone: undefined, rows: 10 });
    const { head } = pageOf({ ...nothingYet, status }, heading, columns);
    expect(String(head[0])).toMatch(expected);
    expect(String(head[0]).length).toBeLessThanOrEqual(columns);
  });
});
