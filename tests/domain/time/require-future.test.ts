import { describe, expect, it } from 'vitest';
import { parseWhen, requireFuture } from '../../../src/domain/time/when.ts';

const now = new Date('2026-12-08T05:00:00Z');
const here = { now, zone: 'Australia/Sydney', locale: 'en-AU' };

describe('requireFuture', () => {
  it.each([
    ['14:00', 'Tue 8 Dec 2026, 2:00 pm AEDT in Australia/Sydney, 2 h ago', '"tomorrow 14:00"'],
    ['2PM', 'Tue 8 Dec 2026, 2:00 pm AEDT in Australia/Sydney, 2 h ago', '"tomorrow 2pm"'],
    ['today  9:30am', 'Tue 8 Dec 2026, 9:30 am AEDT in Australia/Sydney, 7 h ago', '"tomorrow 9:30am"'],
    ['2026-12-08T04:55:00Z', 'Tue 8 Dec 2026, 3:55 pm AEDT in Australia/Sydney, 5 min ago', 'a later time'],
    [
      '2026-12-07 16:00',
      'Mon 7 Dec 2026, 4:00 pm AEDT in Australia/Sydney, 1 d ago',
      'Tue 8 Dec 2026, 4:00 pm',
    ],
  ])('refuses %j', (text, message, hint) => {
    expect(() => requireFuture(parseWhen(text, here), { ...here, text })).toThrow(
      expect.objectContaining({
        kind: 'refused',
        code: 'time_in_past',
        message: `"${text}" is in the past: ${message}.`,
        hint: expect.stringContaining(hint),
      }),
    );
  });

  it.each(['16:00', '+0s', '+1s', '4:01pm', 'tomorrow 9am'])('accepts %j', (text) => {
    expect(() => requireFuture(parseWhen(text, here), { ...here, text })).not.toThrow();
  });
});
