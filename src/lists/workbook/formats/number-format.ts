import { dateFromSerial, type FormatInfo, format, getFormatDateInfo, getFormatInfo, tokenize } from 'numfmt';
import { numberText } from '../../cell-text.ts';

/** Returns the text of a number. @param written as the workbook has it: `61412345678`, `6.1E10` */
export type NumberFormat = (written: string) => string;

/** In characters: as Excel allows. A longer one takes long. */
const longestCode = 255;

/** Days between 1 January 1900 and 1904, as Excel counts them. */
const daysTo1904 = 1462;

/** The day after the last one, 31 December 9999. */
const endOfDates = 2_958_466;

const secondsOfDay = 86_400;

/**
 * Returns how a number format writes numbers: a date as `2026-12-08` or `2026-12-08 14:00`, a time as `14:00`, a duration, a
 * percentage and an integer with digits or signs in front as Excel shows them. Any other number is not rounded or grouped: it may be
 * dialled.
 *
 * @param code such as `yyyymmdd`; one that is wrong or empty changes nothing
 * @param is1904 whether dates are counted from 1904 on
 */
export function numberFormat(code: string, is1904 = false): NumberFormat {
  if (code === '' || code.length > longestCode || /^general$/i.test(code)) return plainNumber;
  let info: FormatInfo;
  try {
    info = getFormatInfo(code);
  } catch {
    return plainNumber;
  }
  if (info.type === 'date' || info.type === 'datetime' || info.type === 'time') {
    const text = dateFormat(code, info.type);
    const first = is1904 && info.type !== 'time' ? daysTo1904 : 0;
    return (written) => {
      const serial = written.trim() === '' ? Number.NaN : Number(written) + first;
      return serial >= 0 && serial < endOfDates ? text(serial) : plainNumber(written);
    };
  }
  if (info.isPercent) return percentage;
  const isMask = info.type === 'number' && info.maxDecimals === 0 && info.scale === 1 && !info.grouped;
  return isMask && !/^(?:0|#)$/.test(code) ? (written) => masked(code, written) : plainNumber;
}

/**
 * Returns a number as Excel shows it if it has no format: rounded to the 15 digits that Excel works with, so that
 * 0.30000000000000004 is 0.3, and without an exponent. The digits of an integer are all kept.
 */
export function plainNumber(written: string): string {
  const text = written.trim();
  if (/^-?\d+$/.test(text)) return text;
  const number = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) return text;
  return numberText(Number.isSafeInteger(number) ? number : Number(number.toPrecision(15)));
}

/** Returns a share as a percentage, exactly: 0.125 as `12.5%`. */
export function percentage(written: string): string {
  const number = Number(written) * 100;
  return Number.isFinite(number) ? `${numberText(Number(number.toPrecision(15)))}%` : written;
}

/** Returns an integer with what its format puts in front or between its digits, such as `0412 345 678` or `+61412345678`. */
function masked(code: string, written: string): string {
  const plain = plainNumber(written);
  if (!/^\d{1,15}$/.test(plain)) return plain;
  return shownDigits(plain, formatted(code, Number(plain))?.trim() ?? plain);
}

/** Returns an integer as it is shown, if that has all its digits after others, or with signs that numbers to dial have; else as it is. */
export function shownDigits(plain: string, shown: string): string {
  if (!/^\d+$/.test(plain)) return plain;
  const digits = shown.replace(/\D/g, '');
  const isDialled = /^[\d\s+()/-]+$/.test(shown) && /[+()/-]/.test(shown);
  return digits.endsWith(plain) && (digits.length > plain.length || isDialled) ? shown : plain;
}

function formatted(code: string, number: number): string | undefined {
  try {
    return format(code, number, { locale: 'en' });
  } catch {
    return undefined;
  }
}

/** Returns how a format of dates writes a serial date, which is in its range. */
function dateFormat(code: string, type: 'date' | 'datetime' | 'time'): (serial: number) => string {
  const { year, month, day, hours } = getFormatDateInfo(code);
  const isDuration = tokenize(code).some((token) => token.type === 'DURATION');
  const asShown = (serial: number) => formatted(code, serial)?.trim() ?? plainNumber(String(serial));
  if (isDuration) return asShown;
  // In a time, minutes are taken for months.
  if (type === 'time') return hours ? clockText : asShown;
  if (!month || !(year || day)) return asShown;
  return (serial) => {
    if (serial < 1 && hours) return clockText(serial);
    return hours ? `${dayText(serial)} ${clockText(serial)}`.replace(/ 00:00$/, '') : dayText(serial);
  };
}

/** Returns a serial date to the second: it is stored as a fraction of a day, which is rarely exact. */
function wholeSeconds(serial: number): { day: number; second: number } {
  const seconds = Math.round(serial * secondsOfDay);
  return { day: Math.floor(seconds / secondsOfDay), second: seconds % secondsOfDay };
}

function dayText(serial: number): string {
  const [year, month, day] = dateFromSerial(wholeSeconds(serial).day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function clockText(serial: number): string {
  const { second } = wholeSeconds(serial);
  const clock = [second / 3600, (second / 60) % 60].map((n) => twoDigits(Math.floor(n))).join(':');
  return second % 60 === 0 ? clock : `${clock}:${twoDigits(second % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
