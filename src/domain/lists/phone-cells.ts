import { parsePhoneNumber } from '../contacts/phone-number.ts';
import { numbersIn, plainPhoneText } from '../contacts/phone-text.ts';
import { mobileRank } from './column-aliases.ts';
import type { Column } from './contact-columns.ts';
import { type Refusal, refused } from './refusal.ts';

/** A row's phone number, in E.164, and the place of the cell that says nothing else; or why there is none. */
export type PhoneReading = { ok: true; number: string; index: number | undefined } | Refusal;

/**
 * The phone number of a row: a mobile, else the surest of its phone columns that holds a number that may be phoned. Of a cell with
 * several numbers each is tried in turn. Where there is none it says what is wrong with the first that is filled.
 *
 * @param texts the cells of the row, trimmed
 * @param country how a number without `+` is read
 */
export function readPhoneCells(
  texts: readonly string[],
  columns: readonly Column[],
  country: string,
): PhoneReading {
  let first: Refusal | undefined;
  for (const { index, header, text } of phonesOf(texts, columns)) {
    const numbers = numbersIn(plainPhoneText(text));
    for (const number of numbers) {
      const reading = parsePhoneNumber(number, country);
      if (reading.ok) {
        return { ok: true, number: reading.number, index: numbers.length === 1 ? index : undefined };
      }
      const reason = numbers.length === 1 ? reading.reason : `none of its numbers is one; ${reading.reason}`;
      first ??= refused(reason, header, text);
    }
  }
  return first ?? refused('there is no phone number');
}

/** The filled phone cells of a row, the surest first. */
function phonesOf(texts: readonly string[], columns: readonly Column[]) {
  const phones: { index: number; header: string; text: string; rank: number }[] = [];
  for (const [index, { header, meaning, rank, labelIndex }] of columns.entries()) {
    const text = texts[index];
    if (meaning.kind !== 'phone' || !text) continue;
    const sort = labelIndex === undefined ? '' : (texts[labelIndex] ?? '');
    if (/fax|pager/i.test(sort)) continue;
    phones.push({ index, header, text, rank: /mobile|cell/i.test(sort) ? mobileRank : rank });
  }
  return phones.length > 1 ? phones.sort((a, b) => a.rank - b.rank) : phones;
}
