export interface CellValue {
  text: string;
  /** What stands for a value that the workbook does not have: an error, or a formula without a result. */
  lost?: string;
  isUncalculated?: boolean;
}

/** What stands for the result of a formula that the program that wrote the workbook has not calculated. */
export const noResult = 'formula without a stored result';

/** Returns an ISO 8601 date or time as numbers with a date format are read: `2026-12-08 14:00`, `14:00`. */
export function isoDateText(text: string): string {
  const parts = /^(?:(\d{4,}-\d\d-\d\d)T?)?(?:(\d\d:\d\d)(?::(\d\d)(?:[.,]\d*)?)?)?Z?$/.exec(text);
  if (!parts) return text;
  const [, day, clock, second = '00'] = parts;
  if (clock === undefined) return day ?? text;
  const time = second === '00' ? clock : `${clock}:${second}`;
  return day === undefined ? time : `${day} ${time}`.replace(/ 00:00$/, '');
}
