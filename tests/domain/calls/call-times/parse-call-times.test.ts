import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCallTimes } from '../../../../src/domain/calls/call-times/parse-call-times.ts';
import { Problem } from '../../../../src/domain/problem.ts';
import { anyHours } from './any-hours.ts';
import { notationOf } from './oracle.ts';

describe('the notation of call times', () => {
  it.each([
    ['Mon-Fri 09:00-20:00; Sat 09:00-17:00', 'Mon-Fri 09:00-20:00; Sat 09:00-17:00; holidays closed'],
    ['mon – fri 9am-12pm, 13:00-20:00', 'Mon-Fri 09:00-12:00, 13:00-20:00; holidays closed'],
    ['Monday-Friday 9:00 - 17:30', 'Mon-Fri 09:00-17:30; holidays closed'],
    ['Mon,Wed 09:00-12:00; Sun closed; holidays open', 'Mon,Wed 09:00-12:00; holidays open'],
    ['Mon, Wed 09:00-12:00', 'Mon,Wed 09:00-12:00; holidays closed'],
    ['Fri-Mon 00:00-24:00; holidays 10:00-16:00;', 'Mon,Fri-Sun 00:00-24:00; holidays 10:00-16:00'],
    ['Mon 13:00-20:00, 09:00-12:00', 'Mon 09:00-12:00, 13:00-20:00; holidays closed'],
    ['Mon 09:00-12:00, 12:00-20:00', 'Mon 09:00-20:00; holidays closed'],
    ['public holidays closed; Sat,Sun 10:00-24:00', 'Sat,Sun 10:00-24:00; holidays closed'],
    ['Sun 10:00-11:00; Tue 10:00-11:00; Thu 10:00-11:00', 'Tue,Thu,Sun 10:00-11:00; holidays closed'],
    ['au', 'Mon-Fri 09:00-20:00; Sat 09:00-17:00; holidays closed'],
    [' AU ', 'Mon-Fri 09:00-20:00; Sat 09:00-17:00; holidays closed'],
    ['au-research', 'Mon-Fri 09:00-20:30; Sat,Sun 09:00-17:00; holidays closed'],
    ['us', 'Mon-Sun 08:00-21:00; holidays open'],
  ])('reads "%s"', (text, expected) => {
    expect(parseCallTimes(text).text).toBe(expected);
  });

  it.each([
    ['', '"": there are no call times in it.'],
    [' ; ', '";": there are no call times in it.'],
    [
      'Mun 09:00-17:00',
      '"Mun 09:00-17:00": "Mun" is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, or holidays.',
    ],
    ['whenever', '"whenever": "whenever" is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, or holidays.'],
    [
      'M-F 09:00-17:00',
      '"M-F 09:00-17:00": "M" is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, or holidays.',
    ],
    [
      'Sat 17:00-09:00',
      '"Sat 17:00-09:00": 17:00-09:00 ends before it starts. Hours over midnight belong to two days. Write Sat 17:00-24:00, and 00:00-09:00 on the day after.',
    ],
    [
      'Mon-Fri 09:00-20:00; Sat 18:00-00:00',
      '"Sat 18:00-00:00": 18:00-00:00 ends before it starts. Write midnight as 24:00: Sat 18:00-24:00.',
    ],
    [
      'Sat 09:00-09:00',
      '"Sat 09:00-09:00": 09:00-09:00 ends before it starts. For the whole day, write Sat 00:00-24:00.',
    ],
    [
      'Mon 9-17',
      '"Mon 9-17": "9" is not a time. Write times as 09:00 or 17:30, and the end of a day as 24:00.',
    ],
    [
      'Mon 09:00-25:00',
      '"Mon 09:00-25:00": "25:00" is not a time. Write times as 09:00 or 17:30, and the end of a day as 24:00.',
    ],
    [
      'Mon 09:00:00-10:00',
      '"Mon 09:00:00-10:00": "09:00:00" is not a time. Write times as 09:00 or 17:30, and the end of a day as 24:00.',
    ],
    ['Mon 09:00', '"Mon 09:00": "09:00" is not a window. Write it as 09:00-17:00.'],
    ['Mon-Fri', '"Mon-Fri": its hours are missing. Write Mon-Fri 09:00-17:00, or Mon-Fri closed.'],
    ['Mon-Fri open', '"Mon-Fri open": for the whole day, write Mon-Fri 00:00-24:00.'],
    ['09:00-17:00', '"09:00-17:00": it does not say on which days. Write Mon-Fri 09:00-17:00.'],
    [
      'Mon-Fri 09:00-17:00; Wed 10:00-12:00',
      '"Wed 10:00-12:00": Wed appears twice. Write several windows of one day with commas: Mon 09:00-12:00, 13:00-17:00.',
    ],
    [
      'Mon-Fri 09:00-17:00; holidays',
      '"holidays": write holidays closed, holidays open, or holidays 10:00-16:00.',
    ],
    [
      'Mon-Fri 09:00-17:00; holidays maybe',
      '"holidays maybe": write holidays closed, holidays open, or holidays 10:00-16:00.',
    ],
    [
      'Mon 09:00-17:00; holidays open; holidays closed',
      '"holidays closed": holidays appear twice. Write them once.',
    ],
    ['Mon closed', '"Mon closed": no day of the week has any hours, so nobody could ever be called.'],
    [
      'Mon 09:00-12:00, 11:00-14:00',
      '"Mon 09:00-12:00, 11:00-14:00": 09:00-12:00 and 11:00-14:00 overlap. Write them as one.',
    ],
    [
      'Mon-Mon 09:00-10:00',
      '"Mon-Mon 09:00-10:00": it begins and ends on Mon. Write Mon, or Mon-Sun for every day.',
    ],
    ['Mon- 09:00-10:00', '"Mon- 09:00-10:00": a day is missing. Write days as Mon-Fri or Mon,Wed.'],
    [
      'Mon-Wed-Fri 09:00-10:00',
      '"Mon-Wed-Fri 09:00-10:00": "Mon-Wed-Fri" is not a range. Write it as Mon-Fri.',
    ],
  ])('refuses "%s"', (text, message) => {
    const reading = () => parseCallTimes(text);
    expect(reading).toThrow(Problem);
    expect(reading).toThrow(new Problem('usage', { code: 'invalid_call_times', message }));
  });

  it('reads what it writes, and writes the same hours in the same way', () => {
    return assert(
      property(anyHours, (hours) => {
        const times = parseCallTimes(notationOf(hours));
        expect(parseCallTimes(times.text)).toEqual(times);
      }),
    );
  });
});
