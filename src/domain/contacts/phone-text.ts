/** Digits of full-width, Arabic-Indic and Eastern Arabic-Indic script; the last four bits of each are its value. */
const otherDigits = /[\uFF10-\uFF19\u0660-\u0669\u06F0-\u06F9]/g;

/** What most cells are, and what nothing has to be done to. A point is left out of it: it may be that of a decimal. */
const plainText = /^[+\d][\d ()-]*$/;

/** What most numbers are: nothing that {@link faultIn} or {@link numbersIn} look for can be in it. */
const plainNumber = /^\+?[\d ()-]{1,40}$/;

/** What is never a phone number, whatever its digits are. Checked in this order. */
const faults: { pattern: RegExp; reason: string }[] = [
  { pattern: /^$/, reason: 'it is empty' },
  {
    pattern: /^[+-]?\d+(?:[.,]\d+)?\s*e\s*[+-]?\s*\d+$/i,
    reason:
      'a spreadsheet has turned it into scientific notation and its last digits are lost; format the column there as text, or as a number with no decimals, and export it again',
  },
  { pattern: /^.{80}/s, reason: 'it is far too long' },
  {
    pattern: /\d[\s,;(]*(?:ext(?:n|ension)?|x|#|~|,\s*,)[.:=\s]*\d+\s*\)?$/i,
    reason: 'it has an extension, which cannot be dialled',
  },
  { pattern: /^\+?\d{6,}[.,]\d{1,2}$/, reason: 'it has decimals, as an amount has' },
  { pattern: /\p{L}/u, reason: 'it has letters in it' },
];

/**
 * A phone number's text without what copying and spreadsheets leave around it: spaces of other kinds, invisible marks, the
 * apostrophe or the `="…"` that makes a cell text, `tel:`, digits of other scripts, and the decimals of a column that was formatted as
 * numbers (`61412345678.0`). Line breaks stay: they part one number from the next.
 */
export function plainPhoneText(text: string): string {
  const trimmed = text.trim();
  if (plainText.test(trimmed)) return trimmed;
  return trimmed
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\r\n]+/g, ' ')
    .replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\uFF0B/g, '+')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['\u2018\u2019]+\s*/, '')
    .replace(/^tel:\s*/i, '')
    .replace(/[\s;,]+$/, '')
    .replace(/^\(\s*(\+\d{1,3})\s*\)/, '$1 ')
    .replace(/^(\+?\d{6,})[.,]0+$/, '$1');
}

/**
 * Why a text cannot be a phone number, whatever its digits are; undefined if nothing stands against it.
 *
 * @param value as {@link plainPhoneText} has it
 */
export function faultIn(value: string): string | undefined {
  if (plainNumber.test(value)) return undefined;
  if (numbersIn(value).length > 1) return 'it holds more than one number';
  return faults.find(({ pattern }) => pattern.test(value))?.reason;
}

/**
 * The numbers of a cell that holds several: on lines of their own, or with `;`, `,`, `|`, `/`, `&`, `or`, `and` or Google's `:::`
 * between them. The text itself where it is not certain that there are several: `+64, 211234567` and `030/1234567` are one
 * number each, and half of one would ring at a stranger's.
 *
 * @param value as {@link plainPhoneText} has it
 */
export function numbersIn(value: string): string[] {
  if (plainNumber.test(value) || /[,;]\s*[,;]/.test(value)) return [value];
  return parted(value, /:::|[\r\n;,|&]|\s(?:or|and)\s/i, 6).flatMap((part) =>
    // An area code before a slash has up to six digits.
    parted(part, /\//, 7),
  );
}

/** The parts between separators, if each has so many digits that it may be a whole number; else the text itself. */
function parted(value: string, separator: RegExp, digits: number): string[] {
  const parts = value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const areWhole = parts.every((part) => part.replace(/\D/g, '').length >= digits);
  return parts.length > 0 && areWhole ? parts : [value];
}
