/** The first date that Excel shows. A smaller value is a time of day. */
const firstDay = Date.UTC(1900, 0, 1);

/**
 * Returns the text of a workbook's cell: a date as `2026-12-08` or `2026-12-08 14:00`, a time as `14:00`, and booleans as `TRUE`
 * and `FALSE`, as Excel shows them.
 */
export function workbookCellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? numberText(value) : String(value);
}

/**
 * Returns a number from a workbook's XML as Excel shows it: rounded to the 15 digits that Excel works with, so that
 * 0.30000000000000004 is 0.3, and without an exponent.
 */
export function workbookNumber(text: string): string {
  const number = Number(text);
  return Number.isFinite(number) ? numberText(Number(number.toPrecision(15))) : text;
}

/** Returns the text of a JSON value: `yes` for `true`, nothing for `false` and null, an array of texts joined with `;`. */
export function jsonCellText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'yes' : '';
    default:
      break;
  }
  if (value === null || value === undefined) return '';
  const isListOfTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isListOfTexts ? value.join(';') : JSON.stringify(value);
}

/** @param date a date without a time zone, as if it were UTC */
function dateText(date: Date): string {
  // Excel stores a time as a fraction of a day, which is rarely exact.
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return '';
  const [day = '', clock = ''] = rounded.toISOString().slice(0, 19).split('T');
  const time = clock.endsWith(':00') ? clock.slice(0, -3) : clock;
  if (rounded.getTime() < firstDay) return time;
  return time === '00:00' ? day : `${day} ${time}`;
}

const withoutExponent = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 17 });

/** Returns a number as a person writes it: `61412345678`, `0.0000001`. */
function numberText(number: number): string {
  const text = String(number);
  return Number.isFinite(number) && text.includes('e') ? withoutExponent.format(number) : text;
}
