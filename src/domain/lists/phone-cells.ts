import { parsePhoneNumber } from '../contacts/phone-number.ts';
import { cleanPhoneText, numbersIn } from '../contacts/phone-text.ts';
import { mobileRank } from './column-aliases.ts';
import type { Column } from './contact-columns.ts';
import { type Refusal, refused } from './refusal.ts';

/** A row's phone number in E.164, with the index of its cell if that holds nothing else; or why there is none. */
export type PhoneReading = { ok: true; number: string; index: number | undefined } | Refusal;

/**
 * Returns the phone number of a row: the first that can be called, in the order of `rank`, mobiles first. A cell with several
 * numbers is tried number by number. If none can be called, returns what is wrong with the first.
 *
 * @param texts the cells of the row, trimmed
 * @param country the country of numbers without `+`
 */
export function readPhoneCells(
  texts: readonly string[],
  columns: readonly Column[],
  country: string,
): PhoneReading {
  let first: Refusal | undefined;
  for (const { index, header, text } of filledPhones(texts, columns)) {
    const numbers = numbersIn(cleanPhoneText(text));
    for (const number of numbers) {
      const reading = parsePhoneNumber(number, country);
      if (reading.ok) {
        return { ok: true, number: reading.number, index: numbers.length === 1 ? index : undefined };
      }
      const reason =
        numbers.length === 1 ? reading.reason : `none of its numbers can be called: ${reading.reason}`;
      first ??= refused(reason, header, text);
    }
  }
  return first ?? refused('there is no phone number');
}

/** Returns the filled phone cells of a row, in the order in which they are tried. */
function filledPhones(texts: readonly string[], columns: readonly Column[]) {
  const phones: { index: number; header: string; text: string; rank: number }[] = [];
  for (const [index, { header, meaning, rank, labelIndex }] of columns.entries()) {
    const text = texts[index];
    if (meaning.kind !== 'phone' || !text) continue;
    const type = labelIndex === undefined ? '' : (texts[labelIndex] ?? '');
    if (/fax|pager/i.test(type)) continue;
    phones.push({ index, header, text, rank: /mobile|cell/i.test(type) ? mobileRank : rank });
  }
  return phones.length > 1 ? phones.sort((a, b) => a.rank - b.rank) : phones;
}
