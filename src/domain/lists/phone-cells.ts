import { isMobile, type PhoneNumberRefusal, parsePhoneNumber } from '../contacts/phone-number.ts';
import { cleanPhoneText, isRounded, numbersIn } from '../contacts/phone-text.ts';
import type { Column } from './contact-columns.ts';
import { mobileRank, soundsLikePhone } from './headings/phone-aliases.ts';
import { readByOrigin } from './origin/phone-by-origin.ts';
import { originOfRow } from './origin/row-origin.ts';
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
 * Returns the phone number of a row that can be called: of a column that a mapping names, before any other; a mobile's, whatever its
 * column is called, before a landline's; otherwise the first in the order of `rank`. A cell with several numbers is tried number by
 * number. If none can be called, returns what is wrong with the first.
 *
 * @param texts the cells of the row, trimmed
 * @param country the country of numbers without `+` in a row that names none
 */
export function readPhoneCells(
  texts: readonly string[],
  columns: readonly Column[],
  country: string,
): PhoneReading {
  let refusal: Refusal | undefined;
  let best: Candidate | undefined;
  const phones = filledPhones(texts, columns);
  for (const reading of readPhones(phones, originOfRow(texts, columns), country)) {
    if ('refusal' in reading) {
      refusal ??= reading.refusal;
      continue;
    }
    const { found, isOne, column, rank } = reading;
    if (isOne && phones.length === 1) return found;
    // Columns that a mapping names come first.
    if (best && best.isMapped !== column.isMapped) break;
    const likelihood = mobileLikelihood(found.number, rank);
    if (!best || likelihood > best.likelihood) best = { found, likelihood, isMapped: column.isMapped };
    if (likelihood === likeliest) break;
  }
  return best?.found ?? refusal ?? noNumber(texts, columns, country);
}

/** A number that can be called. */
interface Candidate {
  found: PhoneReading;
  /** As of `mobileLikelihood`. */
  likelihood: number;
  isMapped: true | undefined;
}

/** A filled phone cell. */
interface PhoneCell {
  index: number;
  column: Column;
  text: string;
  rank: number;
}

type CellReading =
  | { refusal: Refusal }
  | { found: PhoneReading & { ok: true }; isOne: boolean; column: Column; rank: number };

/** Reads every number in the phone cells of a row, in order. */
function* readPhones(
  phones: readonly PhoneCell[],
  origin: ReturnType<typeof originOfRow>,
  country: string,
): Generator<CellReading> {
  for (const { index, column, text, rank } of phones) {
    const numbers = numbersIn(cleanPhoneText(text));
    const isOne = numbers.length === 1;
    for (const number of numbers) {
      const reading = isRounded(number) ? rounded : readByOrigin(number, column, origin, country);
      if (reading.ok) yield { found: { ...reading, index: isOne ? index : undefined }, isOne, column, rank };
      else yield { refusal: refusalOf(reading, column, text, isOne) };
    }
  }
}

const likeliest = 2;

/** Returns 2 for a mobile, 0 for a landline, and 1 where neither the number nor its column tells. */
function mobileLikelihood(number: string, rank: number): number {
  const is = isMobile(number) ?? (rank === mobileRank || undefined);
  if (is === undefined) return 1;
  return is ? likeliest : 0;
}

/** Returns the refusal of a row without a number where one is looked for, with the column that has one all the same. */
function noNumber(texts: readonly string[], columns: readonly Column[], country: string): Refusal {
  const has = columns.flatMap(({ header, meaning }, index) => {
    const text = texts[index] ?? '';
    const isSearched = meaning.kind === 'custom' && !/fax|pager/i.test(header) && /\d{3}/.test(text);
    return isSearched && parsePhoneNumber(text, country).ok ? [header.trim()] : [];
  });
  const header = has.find(soundsLikePhone) ?? has[0];
  if (header === undefined) return refused('there is no phone number');
  return refused(`there is no phone number in a phone column, but there is one in ${header}`);
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
function filledPhones(texts: readonly string[], columns: readonly Column[]): PhoneCell[] {
  const phones: PhoneCell[] = [];
  for (const [index, column] of columns.entries()) {
    const text = texts[index];
    if (column.meaning.kind !== 'phone' || !text) continue;
    const type = column.labelIndex === undefined ? '' : (texts[column.labelIndex] ?? '');
    if (/fax|pager/i.test(type)) continue;
    phones.push({ index, column, text, rank: /mobile|cell/i.test(type) ? mobileRank : column.rank });
  }
  return phones.length > 1 ? phones.sort((a, b) => orderOf(a) - orderOf(b)) : phones;
}

function orderOf({ column, rank }: PhoneCell): number {
  return column.isMapped ? -1 : rank;
}
