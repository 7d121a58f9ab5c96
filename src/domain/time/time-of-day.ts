/** A time of day on the 24-hour clock. */
export interface TimeOfDay {
  hour: number;
  minute: number;
  second: number;
}

/** Matches a time of day, for use inside a larger pattern; {@link readTimeOfDay} reads it. */
export const timeOfDayPattern = '\\d{1,2}:\\d\\d(?::\\d\\d)?|\\d{1,2}(?::\\d\\d)? ?[ap]m|noon';

const on24Hours = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;
const on12Hours = /^(\d{1,2})(?::(\d\d))? ?([ap])m$/;

/**
 * Reads `14:00`, `14:00:30`, `2pm`, `9:30 am` or `noon`, in lower case. `12am` is 00:00 and `12pm` is 12:00. `midnight` is not
 * accepted: it could be the start of a day or its end.
 *
 * @returns undefined for anything else, and for a time that does not exist (`25:00`, `13pm`)
 */
export function readTimeOfDay(words: string): TimeOfDay | undefined {
  if (words === 'noon') return { hour: 12, minute: 0, second: 0 };
  const [, hour24, minute24, second24 = '0'] = on24Hours.exec(words) ?? [];
  if (hour24 !== undefined) return validTime(Number(hour24), Number(minute24), Number(second24));
  const [, hour12, minute12 = '0', half] = on12Hours.exec(words) ?? [];
  if (hour12 === undefined || Number(hour12) < 1 || Number(hour12) > 12) return undefined;
  return validTime((Number(hour12) % 12) + (half === 'p' ? 12 : 0), Number(minute12), 0);
}

function validTime(hour: number, minute: number, second: number): TimeOfDay | undefined {
  return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second } : undefined;
}
