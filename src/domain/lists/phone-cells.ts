import type { PhoneNumberRefusal } from '../contacts/phone-number.ts';
import { cleanPhoneText, isRounded, numbersIn } from '../contacts/phone-text.ts';
import type { Column } from './contact-columns.ts';
import { mobileRank } from './phone-aliases.ts';
import { readInPlace } from './place/phone-in-place.ts';
import { placeOfRow } from './place/row-place.ts';
import { type Refusal, refused } from './refusal.ts';

/**
 * A row's phone number in E.164, with the country in which it was read and the index of its cell if that holds nothing else; or why
 * there is none.
 */
export type PhoneReading = { ok: true; number: string; country: string; index: number | undefined } | Refusal;

const rounded: PhoneNumberRefusal = {
  ok: false,
  reason:
    'its last digits are zeros, as if a spreadsheet had lost them; export the list again with this column as text, or write the number with + if it is right',
};

/**
 * Returns the phone number of a row: the first that can be called, in the order of `rank`, mobiles first. A cell with several
 * numbers is tried number by number. If none can be called, returns what is wrong with the first.
 *
 * @param texts the cells of the row, trimmed
 * @param country the country of numbers without `+` in a row that names none
 */
export function readPhoneCells(
  texts: readonly string[],
  columns: readonly Column[],
  country: string,
): PhoneReading {
  let first: Refusal | undefined;
  const place = placeOfRow(texts, columns);
  for (const { index, column, text } of filledPhones(texts, columns)) {
    const numbers = numbersIn(cleanPhoneText(text));
    const isOne = numbers.length === 1;
    for (const number of numbers) {
      const reading = isRounded(number) ? rounded : readInPlace(number, column, place, country);
      if (reading.ok) return { ...reading, index: isOne ? index : undefined };
      first ??= refusalOf(reading, column, text, isOne);
    }
  }
  return first ?? refused('there is no phone number');
}

function refusalOf(
  reading: Refusal | { ok: false; reason: string },
  { header }: Column,
  text: string,
  isOne: boolean,
): Refusal {
  if ('column' in reading) return reading;
  const reason = isOne ? reading.reason : `none of its numbers can be called: ${reading.reason}`;
  return refused(reason, header, text);
}

/** Returns the filled phone cells of a row, in the order in which they are tried. */
function filledPhones(texts: readonly string[], columns: readonly Column[]) {
  const phones: { index: number; column: Column; text: string; rank: number }[] = [];
  for (const [index, column] of columns.entries()) {
    const text = texts[index];
    if (column.meaning.kind !== 'phone' || !text) continue;
    const type = column.labelIndex === undefined ? '' : (texts[column.labelIndex] ?? '');
    if (/fax|pager/i.test(type)) continue;
    phones.push({ index, column, text, rank: /mobile|cell/i.test(type) ? mobileRank : column.rank });
  }
  return phones.length > 1 ? phones.sort((a, b) => a.rank - b.rank) : phones;
}
