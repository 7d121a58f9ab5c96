/** The person times are shown to: their time zone and locale. */
export interface Reader {
  /** IANA name. */
  zone: string;
  /** BCP 47 tag, such as `en-AU`. */
  locale: string;
}

/** Formats an instant: `Tue 8 Dec 2026, 2:00 pm AEDT`. Seconds are shown unless they are zero. */
export function formatInstant(instant: Date, reader: Reader): string {
  return `${dayAndTime(instant, reader)} ${zoneAbbreviation(instant, reader)}`;
}

/** Formats an instant to the minute, and with the year only if it differs from that of `now`: `Tue 8 Dec, 2:00 pm AEDT`. */
export function formatInstantBriefly(instant: Date, now: Date, reader: Reader): string {
  return `${formatWallTime(instant, now, reader)} ${zoneAbbreviation(instant, reader)}`;
}

/** Formats what clocks and calendars show at an instant, as {@link formatInstantBriefly} does without the zone. */
export function formatWallTime(instant: Date, now: Date, reader: Reader): string {
  const yearOf = (date: Date) => formatter(reader, { year: 'numeric' }).format(date);
  const minute = 60_000;
  const whole = dayAndTime(new Date(Math.floor(instant.getTime() / minute) * minute), reader);
  return yearOf(instant) === yearOf(now) ? whole.replace(` ${yearOf(instant)},`, ',') : whole;
}

function dayAndTime(instant: Date, reader: Reader): string {
  const parts = new Map(
    formatter(reader, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const day = ['weekday', 'day', 'month', 'year'] as const;
  const date = day.map((type) => parts.get(type)).join(' ');
  return `${date}, ${timeOfDay(instant, reader, instant.getUTCSeconds() === 0 ? {} : { second: '2-digit' })}`;
}

/** Formats the time of day to the minute: `2:00 pm`, with a plain space. */
export function formatTime(instant: Date, reader: Reader): string {
  return timeOfDay(instant, reader, {});
}

/** Formats the date in figures, as the locale does: `08/12/2026`. */
export function formatDate(instant: Date, reader: Reader): string {
  return formatter(reader, { day: '2-digit', month: '2-digit', year: 'numeric' }).format(instant);
}

/** Formats the day of the week: `Tuesday`. */
export function formatWeekday(instant: Date, reader: Reader): string {
  return formatter(reader, { weekday: 'long' }).format(instant);
}

/** Returns the locale's abbreviation for the zone at that instant: `AEDT`, or `GMT+11` where it has none. */
export function zoneAbbreviation(instant: Date, reader: Reader): string {
  const parts = formatter(reader, { timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? reader.zone;
}

/** Formats how far off an instant is, to the nearest unit: `in 5 min`, `2 h ago`, `now`. */
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

/** Caches formatters: creating one costs a hundred times as much as using it. */
function formatter({ zone, locale }: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, locale, options]);
  const cached = formatters.get(key);
  if (cached) return cached;
  const created = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, created);
  return created;
}

function timeOfDay(instant: Date, reader: Reader, seconds: Intl.DateTimeFormatOptions): string {
  return formatter(reader, { hour: 'numeric', minute: '2-digit', ...seconds })
    .formatToParts(instant)
    .map(({ type, value }) => (type === 'dayPeriod' ? dayPeriod(value, reader.locale) : value))
    .join('')
    .replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/** Lower-cases `PM` in Australian English: some versions of Node write `PM`, others `pm`. */
function dayPeriod(value: string, locale: string): string {
  return locale === 'en-AU' ? value.toLowerCase() : value;
}
