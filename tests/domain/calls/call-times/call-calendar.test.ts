import { expect, it } from 'vitest';
import { remembering } from '../../../../src/domain/calls/call-times/call-calendar.ts';
import { calendarOf } from '../../../support/calendar.ts';

const christmas = { date: '2026-12-25', country: 'AU', region: null, name: 'Christmas Day' };
const showDay = { date: '2026-08-12', country: 'AU', region: 'QLD', name: 'Ekka' };

const records = calendarOf({
  holidays: [christmas, showDay],
  coverage: [{ country: 'AU', until: '2028-12-31' }],
  named: [{ name: 'trade', notation: 'mon-fri 7:00-15:00' }],
});

/** Returns a calendar that remembers, and what it has asked another for. */
function asked() {
  const questions: string[] = [];
  const calendar = remembering({
    holidayOn: (date, country, regions) => {
      questions.push(`${date} ${country} ${regions}`);
      return records.holidayOn(date, country, regions);
    },
    holidaysKnownUntil: (country) => {
      questions.push(`until ${country}`);
      return records.holidaysKnownUntil(country);
    },
    callTimesNamed: (name) => {
      questions.push(`named ${name}`);
      return records.callTimesNamed(name);
    },
  });
  return { calendar, questions };
}

it('a calendar that remembers answers as the one it asks, and asks each question once', () => {
  const { calendar, questions } = asked();
  const regions = [null, [], ['QLD'], ['NSW', 'QLD'], ['NSW', 'VIC']];
  for (let time = 0; time < 3; time++) {
    for (const date of ['2026-12-25', '2026-08-12', '2026-08-13'])
      for (const country of ['AU', 'NZ'])
        for (const some of regions)
          expect(calendar.holidayOn(date, country, some)).toEqual(records.holidayOn(date, country, some));
    for (const country of ['AU', 'NZ'])
      expect(calendar.holidaysKnownUntil(country)).toBe(records.holidaysKnownUntil(country));
    for (const name of ['trade', 'office'])
      expect(calendar.callTimesNamed(name)).toBe(records.callTimesNamed(name));
  }
  expect(questions).toHaveLength(new Set(questions).size);
  expect(calendar.holidayOn('2026-08-12', 'AU', ['QLD'])).toEqual(showDay);
});
