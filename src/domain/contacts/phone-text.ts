/** Full-width, Arabic-Indic and Eastern Arabic-Indic digits. The last four bits of each are its value. */
const otherDigits = /[\uFF10-\uFF19\u0660-\u0669\u06F0-\u06F9]/g;

/** Most cells: text that needs no cleaning. It has no point, which may be a decimal point. */
const cleanText = /^[+\d][\d ()-]*$/;

/** Most numbers: text without anything that {@link faultIn} and {@link numbersIn} look for. */
const ordinaryNumber = /^\+?[\d ()-]{1,40}$/;

/** What rules out a phone number, whatever its digits are. The first match counts. */
const faults: { pattern: RegExp; reason: string }[] = [
  { pattern: /^$/, reason: 'it is empty' },
  {
    pattern: /^[+-]?\d+(?:[.,]\d+)?\s*e\s*[+-]?\s*\d+$/i,
    reason:
      'a spreadsheet has turned it into scientific notation and its last digits are lost; format the column there as text, or as a number without decimals, and export it again',
  },
  { pattern: /^.{80}/s, reason: 'it is far too long' },
  {
    pattern: /\d[\s,;(]*(?:ext(?:n|ension)?|x|#|~|,\s*,)[.:=\s]*\d+\s*\)?$/i,
    reason: 'it has an extension, which cannot be dialled',
  },
  { pattern: /^\+?\d{6,}[.,]\d{1,2}$/, reason: 'it has decimals, like an amount' },
  { pattern: /\p{L}/u, reason: 'it has letters in it' },
];

/**
 * Removes from a phone number's text what copying and spreadsheets add: unusual spaces, invisible characters, the apostrophe or
 * `="…"` that makes a cell text, `tel:` and the `p:` of Facebook's leads, and the decimals of a number column (`61412345678.0`). Turns digits of other scripts into
 * 0 to 9. Line breaks stay, because they separate numbers.
 */
export function cleanPhoneText(text: string): string {
  const trimmed = text.trim();
  if (cleanText.test(trimmed)) return trimmed;
  return trimmed
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\r\n]+/g, ' ')
    .replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/\uFF0B/g, '+')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['\u2018\u2019]+\s*/, '')
    .replace(/^(?:tel|p):\s*/i, '')
    .replace(/[\s;,]+$/, '')
    .replace(/^\(\s*(\+\d{1,3})\s*\)/, '$1 ')
    .replace(/^(\+?\d{6,})[.,]0+$/, '$1');
}

/**
 * Returns why a text cannot be a phone number, whatever its digits are; undefined if it may be one.
 *
 * @param value from {@link cleanPhoneText}
 */
export function faultIn(value: string): string | undefined {
  if (ordinaryNumber.test(value)) return undefined;
  if (numbersIn(value).length > 1) return 'it holds more than one number';
  return faults.find(({ pattern }) => pattern.test(value))?.reason;
}

/**
 * Returns whether a cell is a number whose last digits a spreadsheet or a script has lost: `61400000000`, which is what remains of
 * `6.14E+10`. A number that was written as text has a `+`, a 0 in front or spaces.
 *
 * @param value from {@link cleanPhoneText}
 */
export function isRounded(value: string): boolean {
  return /^[1-9]\d*0{7}$/.test(value);
}

/**
 * Returns the numbers of a cell that holds several, on separate lines or with `;`, `,`, `|`, `/`, `&`, `or`, `and` or Google's `:::`
 * between them. Returns the text itself unless there are certainly several: `+64, 211234567` and `030/1234567` are one number
 * each, and half of one would ring a stranger.
 *
 * @param value from {@link cleanPhoneText}
 */
export function numbersIn(value: string): string[] {
  if (ordinaryNumber.test(value) || /[,;]\s*[,;]/.test(value)) return [value];
  return splitNumbers(value, /:::|[\r\n;,|&]|\s(?:or|and)\s/i, 6).flatMap((part) =>
    // An area code before a slash has up to six digits.
    splitNumbers(part, /\//, 7),
  );
}

/** Returns the parts between separators if each has enough digits to be a number, or else the text itself. */
function splitNumbers(value: string, separator: RegExp, fewestDigits: number): string[] {
  const parts = value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const areNumbers = parts.every((part) => part.replace(/\D/g, '').length >= fewestDigits);
  return parts.length > 0 && areNumbers ? parts : [value];
}
