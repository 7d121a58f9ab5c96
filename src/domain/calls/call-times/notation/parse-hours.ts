import { closed, type Day, type Hours, wholeDay } from '../hours.ts';
import { invalidCallTimes } from './invalid-call-times.ts';
import { readDays, weekdayNames } from './weekdays.ts';
import { readWindows } from './windows.ts';

/**
 * Reads hours such as `Mon-Fri 09:00-12:00, 13:00-20:00; Sat 09:00-17:00`. A day that is not named is closed. `; holidays closed`
 * is the default; `; holidays open` means as usual on that day; `; holidays 10:00-16:00` leaves only those of the usual hours.
 *
 * @throws Problem `usage` `invalid_call_times`, which names the part that cannot be read and what is expected
 */
export function parseHours(text: string): Hours {
  const parts = text.split(';').map((part) => part.trim().replace(/\s+/g, ' '));
  const written = parts.filter((part) => part !== '');
  if (written.length === 0) throw invalidCallTimes(text, 'there are no call times in it');
  const hours: Draft = { week: weekdayNames.map(() => undefined), holidays: undefined };
  for (const part of written) readPart(part, hours);
  if (!hours.week.some((day) => day && day.length > 0))
    throw invalidCallTimes(text, 'no day of the week has any hours, so nobody could ever be called');
  return { week: hours.week.map((day) => day ?? closed), holidays: hours.holidays ?? closed };
}

/** What has been read so far. */
interface Draft {
  week: (Day | undefined)[];
  holidays: Day | undefined;
}

function readPart(part: string, draft: Draft): void {
  const { days, hours } = splitPart(part);
  if (/^(?:public )?holidays?\b/i.test(days)) {
    if (draft.holidays) throw invalidCallTimes(part, 'holidays appear twice. Write them once');
    draft.holidays = readHolidays(days, hours, part);
    return;
  }
  for (const day of readDays(days, part)) {
    if (draft.week[day])
      throw invalidCallTimes(part, `${weekdayNames[day]} appears twice. ${severalWindows}`);
    draft.week[day] = readDay(hours, part, days);
  }
}

const severalWindows = 'Write several windows of one day with commas: Mon 09:00-12:00, 13:00-17:00';

/** The days end where the first figure begins, or the word that stands for hours. */
function splitPart(part: string): { days: string; hours: string } {
  const [, days = '', hours = ''] = /^([^\d]*?) ?(\d.*|\b(?:closed|open))?$/i.exec(part) ?? [];
  if (days === '')
    throw invalidCallTimes(part, `it does not say on which days. Write Mon-Fri ${hours || '09:00-17:00'}`);
  return { days, hours: hours.toLowerCase() };
}

function readHolidays(days: string, hours: string, part: string): Day {
  if (hours === '' || !/holidays?$/i.test(days))
    throw invalidCallTimes(part, 'write holidays closed, holidays open, or holidays 10:00-16:00');
  if (hours === 'closed') return closed;
  return hours === 'open' ? wholeDay : readWindows(hours, part, days);
}

function readDay(hours: string, part: string, days: string): Day {
  if (hours === '')
    throw invalidCallTimes(part, `its hours are missing. Write ${days} 09:00-17:00, or ${days} closed`);
  if (hours === 'open') throw invalidCallTimes(part, `for the whole day, write ${days} 00:00-24:00`);
  return hours === 'closed' ? closed : readWindows(hours, part, days);
}
