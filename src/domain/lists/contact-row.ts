import { type ContactDraft, contactTextFields } from '../contacts/contact.ts';
import { firstAddress, storable } from '../contacts/contact-text.ts';
import { personName } from '../contacts/names.ts';
import { hasSameDigits } from '../contacts/phone-number.ts';
import { readDoNotCall } from '../contacts/suppression/do-not-call.ts';
import { readConsent } from '../contacts/suppression/mark-texts.ts';
import { distinctTags, isTooLong, longestTag, tagsIn } from '../contacts/tags.ts';
import { isNull } from './cells/null-texts.ts';
import { tooLarge } from './cells/row-size.ts';
import { timeZoneInList } from './cells/time-zone-in-lists.ts';
import { partsOfName } from './column-meanings.ts';
import type { Column } from './contact-columns.ts';
import { markedInLongRow, markedNumbers, missingConsent, numbersOf, saysMark } from './marks/row-marks.ts';
import { readPhoneCells } from './phone-cells.ts';
import { type Refusal, refused } from './refusal.ts';
import { isSpareName, namesOf } from './row-names.ts';

export type RowReading = ReadRow | Refusal;

interface ReadRow {
  ok: true;
  draft: ContactDraft;
  /** If the row is marked do-not-call, its other numbers: the mark counts for them, too. */
  alsoMarked?: string[];
}

type TextKind =
  | (typeof contactTextFields)[number]
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'nameOrBusiness';

/** The values of a row, as they are collected cell by cell. */
interface Values {
  texts: Partial<Record<TextKind, string>>;
  tags: string[];
  doNotCall: boolean;
  /** Whether a column of consent is filled. */
  hasConsent: boolean;
  customFields: Record<string, string>;
  /** The meanings of columns that are empty in this row, and the keys of their custom fields. */
  emptyKinds: Set<string>;
  emptyKeys: string[];
}

/**
 * Reads a row of a list as a contact. If several columns have one meaning, the first that is filled counts, and the values of the
 * others are saved in custom fields.
 *
 * @param country the country of numbers without `+`
 * @returns the contact, or why the row is not one
 */
export function readContactRow(
  cells: readonly string[],
  columns: readonly Column[],
  country: string,
): RowReading {
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    const refusal = refused(
      `the row has ${cells.length} cells and the header ${columns.length}; is there a comma outside quotes?`,
    );
    return withMarks(refusal, markedInLongRow(cells.map(storable), columns, country));
  }
  const texts = columns.map(({ meaning, readsNulls }, index) => {
    const text = storable(cells[index] ?? '');
    return readsNulls && isNull(text, meaning.kind) ? '' : text;
  });
  const phone = tooLarge(texts) ?? readPhoneCells(texts, columns, country);
  if (!phone.ok) return withMarks(phone, markedNumbers(texts, columns, country));
  const values: Values = {
    ...{ texts: {}, tags: [], doNotCall: false, hasConsent: false, customFields: {} },
    ...{ emptyKinds: new Set(), emptyKeys: [] },
  };
  const refusal = addAll(values, texts, columns, phone);
  if (refusal) return withMarks(refusal, markedNumbers(texts, columns, country));
  const read: ReadRow = { ok: true, draft: draftOf(phone.number, values) };
  if (!values.doNotCall) return read;
  const others = numbersOf(texts, columns, country).filter((number) => number !== phone.number);
  return others.length === 0 ? read : { ...read, alsoMarked: others };
}

function withMarks(refusal: Refusal, marked: string[]): Refusal {
  return marked.length === 0 ? refusal : { ...refusal, marked };
}

/** Adds every cell of a row. @returns why the row cannot be imported, if it cannot */
function addAll(
  values: Values,
  texts: readonly string[],
  columns: readonly Column[],
  phone: { number: string; index: number | undefined; country: string },
): Refusal | undefined {
  const names = namesOf(texts, columns);
  for (const [index, column] of columns.entries()) {
    const text = texts[index] ?? '';
    if (text === '') {
      addEmpty(values, column);
      continue;
    }
    const { kind } = column.meaning;
    values.doNotCall ||= saysMark(column, text);
    const isSpare =
      kind === 'phone'
        ? index !== phone.index && !hasSameDigits(text, phone.number, phone.country)
        : isSpareName(names, column, text);
    const refusal = isSpare ? addSpare(values, column, text) : addValue(values, column, text);
    if (refusal) return refusal;
  }
  const isMissing = !values.doNotCall && !values.hasConsent && values.emptyKinds.has('mayCall');
  return isMissing ? missingConsent(columns) : undefined;
}

/** Adds a cell that is filled. @returns why the row cannot be imported, if it cannot */
function addValue(values: Values, column: Column, text: string): Refusal | undefined {
  const { header, meaning } = column;
  switch (meaning.kind) {
    case 'phone':
    case 'ignored':
      return undefined;
    case 'custom':
      values.customFields[meaning.key] = text;
      return undefined;
    case 'tags': {
      const tags = tagsIn(text);
      values.tags.push(...tags);
      return tags.some(isTooLong)
        ? refused(`a tag has at most ${longestTag} characters`, header, text)
        : undefined;
    }
    case 'doNotCall': {
      const mark = readDoNotCall(text);
      if (mark === undefined)
        return refused('neither yes nor no, and a do-not-call mark is never guessed', header, text);
      values.doNotCall ||= mark;
      return undefined;
    }
    case 'mayCall': {
      const mayCall = readConsent(text);
      if (mayCall === undefined)
        return refused('neither yes nor no, and consent to calls is never guessed', header, text);
      values.hasConsent = true;
      values.doNotCall ||= !mayCall;
      return undefined;
    }
    default:
      return addText(values, column, meaning.kind, text);
  }
}

/** Adds a text to its field, or to the column's custom field if the field has another text already. */
function addText(values: Values, column: Column, kind: TextKind, text: string): Refusal | undefined {
  const before = values.texts[kind];
  if (before !== undefined) {
    if (before !== text) addSpare(values, column, text);
    return undefined;
  }
  const value = kind === 'timezone' ? timeZoneInList(text) : kind === 'email' ? firstAddress(text) : text;
  if (value === undefined) {
    return refused('not an IANA time zone such as Australia/Perth', column.header, text);
  }
  values.texts[kind] = value;
  if (kind === 'email' && value !== text) addSpare(values, column, text);
  return undefined;
}

function addSpare(values: Values, { spareKey }: Column, text: string): undefined {
  if (spareKey !== undefined) values.customFields[spareKey] = text;
}

function addEmpty(values: Values, { meaning, spareKey }: Column): void {
  const key = meaning.kind === 'custom' ? meaning.key : spareKey;
  if (key !== undefined) values.emptyKeys.push(key);
  values.emptyKinds.add(partsOfName.has(meaning.kind) ? 'name' : meaning.kind);
}

function draftOf(
  phoneNumber: string,
  { texts, tags, doNotCall, customFields, emptyKinds, emptyKeys }: Values,
): ContactDraft {
  const { firstName, middleName, lastName, nameOrBusiness: billed, ...fields } = texts;
  const person = personName(texts);
  const name = fields.name ?? (person || billed);
  if (name) fields.name = name;
  const named = fields.name ?? person;
  if (billed && named && billed !== named) fields.businessName ??= billed;
  const draft: ContactDraft = { phoneNumber, ...fields, customFields };
  if (tags.length > 0) draft.tags = distinctTags(tags);
  if (doNotCall) draft.doNotCall = true;
  const emptied = {
    fields: contactTextFields.filter((field) => emptyKinds.has(field) && fields[field] === undefined),
    customKeys: emptyKeys.filter((key) => !Object.hasOwn(customFields, key)),
  };
  if (emptied.fields.length + emptied.customKeys.length > 0) draft.emptied = emptied;
  return draft;
}
