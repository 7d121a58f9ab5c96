/** Whose clock, and in which manner of writing. */
export interface Reader {
  /** IANA name. */
  zone: string;
  /** BCP 47 tag, such as `en-AU`. */
  locale: string;
}

/** An instant for people: `Tue 8 Dec 2026, 2:00 pm AEDT`. Seconds are shown unless they are zero. */
export function formatInstant(instant: Date, reader: Reader): string {
  const parts = new Map(
    formatter(reader, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const day = ['weekday', 'day', 'month', 'year'] as const;
  const date = day.map((type) => parts.get(type)).join(' ');
  const time = timeOfDay(instant, reader, instant.getUTCSeconds() === 0 ? {} : { second: '2-digit' });
  return `${date}, ${time} ${zoneAbbreviation(instant, reader)}`;
}

/** The same to the minute, and with the year only if it is not that of `now`: `Tue 8 Dec, 2:00 pm AEDT`. */
export function formatInstantBriefly(instant: Date, now: Date, reader: Reader): string {
  const yearOf = (one: Date) => formatter(reader, { year: 'numeric' }).format(one);
  const minute = 60_000;
  const whole = formatInstant(new Date(Math.floor(instant.getTime() / minute) * minute), reader);
  return yearOf(instant) === yearOf(now) ? whole.replace(` ${yearOf(instant)},`, ',') : whole;
}

/** The time of day to the minute: `2:00 pm`, with a plain space. */
export function formatTime(instant: Date, reader: Reader): string {
  return timeOfDay(instant, reader, {});
}

/** The date in figures, as the locale writes it: `08/12/2026`. */
export function formatDate(instant: Date, reader: Reader): string {
  return formatter(reader, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(instant);
}

/** The day of the week: `Tuesday`. */
export function formatWeekday(instant: Date, reader: Reader): string {
  return formatter(reader, { weekday: 'long' }).format(instant);
}

/** What the locale calls the zone's time at that instant: `AEDT`; `GMT+11` where it has no name for it. */
export function zoneAbbreviation(instant: Date, reader: Reader): string {
  const parts = formatter(reader, { timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? reader.zone;
}

/** How far off an instant is, to the nearest unit: `in 5 min`, `2 h ago`, `now`. */
export function relativeTo(instant: Date, now: Date): string {
  const difference = instant.getTime() - now.getTime();
  let amount = Math.round(Math.abs(difference) / 1000);
  if (amount === 0) return 'now';
  let unit = 's';
  for (const larger of [
    { unit: 'min', size: 60 },
    { unit: 'h', size: 60 },
    { unit: 'd', size: 24 },
  ]) {
    if (amount < larger.size) break;
    amount = Math.round(amount / larger.size);
    unit = larger.unit;
  }
  return difference > 0 ? `in ${amount} ${unit}` : `${amount} ${unit} ago`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once each: to make one costs a hundred times as much as to use it. */
function formatter({ zone, locale }: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, locale, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, made);
  return made;
}

function timeOfDay(instant: Date, reader: Reader, seconds: Intl.DateTimeFormatOptions): string {
  return formatter(reader, { hour: 'numeric', minute: '2-digit', ...seconds })
    .formatToParts(instant)
    .map(({ type, value }) => (type === 'dayPeriod' ? dayPeriod(value, reader.locale) : value))
    .join('')
    .replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/** Versions of Node differ in whether Australian English has `pm` or `PM`. */
function dayPeriod(value: string, locale: string): string {
  return locale === 'en-AU' ? value.toLowerCase() : value;
}
