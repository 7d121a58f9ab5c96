/** The first day that Excel shows as a date; what lies before it is a time of day alone. */
const firstDay = Date.UTC(1900, 0, 1);

/**
 * A cell of a workbook as text: a date as `2026-12-08`, with its time as `2026-12-08 14:00`, a time of day alone as `14:00`;
 * booleans as `TRUE` and `FALSE`, as Excel shows them.
 */
export function workbookCellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? plainNumber(value) : String(value);
}

/**
 * A number of a workbook's XML as Excel shows it at its longest: 15 digits (Excel's own precision), so that 0.1 + 0.2 is
 * 0.3, and no exponent.
 */
export function workbookNumber(text: string): string {
  const number = Number(text);
  return Number.isFinite(number) ? plainNumber(Number(number.toPrecision(15))) : text;
}

/** A date without zone, given as if it were UTC. */
function dateText(date: Date): string {
  // A time is a fraction of a day, and so seldom exact.
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return '';
  const [day = '', clock = ''] = rounded.toISOString().slice(0, 19).split('T');
  const time = clock.endsWith(':00') ? clock.slice(0, -3) : clock;
  if (rounded.getTime() < firstDay) return time;
  return time === '00:00' ? day : `${day} ${time}`;
}

/** A value of JSON as text. */
export function jsonCellText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return plainNumber(value);
    case 'boolean':
      return value ? 'yes' : '';
    default:
      break;
  }
  if (value === null || value === undefined) return '';
  const isListOfTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isListOfTexts ? value.join(';') : JSON.stringify(value);
}

const plain = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 17 });

/** A number as a person writes it, without exponent: `61412345678`, `0.0000001`. */
function plainNumber(number: number): string {
  const text = String(number);
  return Number.isFinite(number) && text.includes('e') ? plain.format(number) : text;
}
