import { type ContactDraft, contactTextFields } from '../contacts/contact.ts';
import { firstAddress, storable } from '../contacts/contact-text.ts';
import { readDoNotCall } from '../contacts/do-not-call.ts';
import { personName } from '../contacts/names.ts';
import { isPlainlyNumber } from '../contacts/phone-number.ts';
import { distinctTags, tagsIn } from '../contacts/tags.ts';
import type { Column } from './contact-columns.ts';
import { readPhoneCells } from './phone-cells.ts';
import { type Refusal, refused } from './refusal.ts';
import { timeZoneInList } from './time-zone-in-lists.ts';

export type RowReading = { ok: true; draft: ContactDraft } | Refusal;

const partsOfName: ReadonlySet<string> = new Set(['firstName', 'middleName', 'lastName']);

type TextKind =
  | (typeof contactTextFields)[number]
  | 'firstName'
  | 'middleName'
  | 'lastName'
  | 'nameOrBusiness';

/** What the cells of a row say. */
interface Said {
  texts: Partial<Record<TextKind, string>>;
  tags: string[];
  doNotCall: boolean;
  customFields: Record<string, string>;
  /** The meanings of the columns that the row leaves empty, and the keys of their custom fields. */
  emptyKinds: Set<string>;
  emptyKeys: string[];
}

/**
 * A row of an operator's list as a contact, or why it is none. Empty cells say nothing. Of several columns of one meaning the
 * first that is filled is taken; what the others say is kept in custom fields.
 *
 * @param country how a number without `+` is read
 */
export function readContactRow(
  cells: readonly string[],
  columns: readonly Column[],
  country: string,
): RowReading {
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    return refused(
      `the row has ${cells.length} cells and the header ${columns.length}; is a comma not in quotes?`,
    );
  }
  const texts = columns.map((_, index) => storable(cells[index] ?? ''));
  const phone = readPhoneCells(texts, columns, country);
  if (!phone.ok) return phone;
  const said: Said = {
    texts: {},
    tags: [],
    doNotCall: false,
    customFields: {},
    emptyKinds: new Set(),
    emptyKeys: [],
  };
  const refusal = sayAll(said, texts, columns, { ...phone, country });
  if (refusal) return saysDoNotCall(texts, columns) ? { ...refusal, doNotCall: phone.number } : refusal;
  return { ok: true, draft: draftOf(phone.number, said) };
}

/** @returns why the row cannot be used, if it cannot */
function sayAll(
  said: Said,
  texts: readonly string[],
  columns: readonly Column[],
  phone: { number: string; index: number | undefined; country: string },
): Refusal | undefined {
  const hasName = columns.some(({ meaning }, index) => meaning.kind === 'name' && texts[index] !== '');
  for (const [index, column] of columns.entries()) {
    const text = texts[index] ?? '';
    if (text === '') {
      leaveEmpty(said, column);
      continue;
    }
    const { kind } = column.meaning;
    const isOther =
      kind === 'phone'
        ? index !== phone.index && !isPlainlyNumber(text, phone.number, phone.country)
        : hasName && partsOfName.has(kind);
    const refusal = isOther ? keep(said, column, text) : say(said, column, text);
    if (refusal) return refusal;
  }
  return undefined;
}

/** A mark counts, whatever else is wrong with its row. */
function saysDoNotCall(texts: readonly string[], columns: readonly Column[]): boolean {
  return columns.some(({ meaning }, index) => {
    const text = texts[index] ?? '';
    return meaning.kind === 'doNotCall' && text !== '' && readDoNotCall(text) !== false;
  });
}

/** @returns why the row cannot be used, if it cannot */
function say(said: Said, column: Column, text: string): Refusal | undefined {
  const { header, meaning } = column;
  switch (meaning.kind) {
    case 'phone':
    case 'ignored':
      return undefined;
    case 'custom':
      said.customFields[meaning.key] = text;
      return undefined;
    case 'tags':
      said.tags.push(...tagsIn(text));
      return undefined;
    case 'doNotCall': {
      const mark = readDoNotCall(text);
      if (mark === undefined)
        return refused('neither yes nor no; who may be phoned is not guessed', header, text);
      said.doNotCall ||= mark;
      return undefined;
    }
    default:
      return sayText(said, column, meaning.kind, text);
  }
}

/** The first column of a meaning has the field; another that says more is kept. */
function sayText(said: Said, column: Column, kind: TextKind, text: string): Refusal | undefined {
  const before = said.texts[kind];
  if (before !== undefined) {
    if (before !== text) keep(said, column, text);
    return undefined;
  }
  const value = kind === 'timezone' ? timeZoneInList(text) : kind === 'email' ? firstAddress(text) : text;
  if (value === undefined) {
    return refused('not an IANA time zone such as Australia/Perth', column.header, text);
  }
  said.texts[kind] = value;
  if (kind === 'email' && value !== text) keep(said, column, text);
  return undefined;
}

function keep(said: Said, { spareKey }: Column, text: string): undefined {
  if (spareKey !== undefined) said.customFields[spareKey] = text;
}

function leaveEmpty(said: Said, { meaning, spareKey }: Column): void {
  const key = meaning.kind === 'custom' ? meaning.key : spareKey;
  if (key !== undefined) said.emptyKeys.push(key);
  said.emptyKinds.add(partsOfName.has(meaning.kind) ? 'name' : meaning.kind);
}

function draftOf(phoneNumber: string, { texts, tags, doNotCall, customFields, emptyKinds, emptyKeys }: Said) {
  const { firstName, middleName, lastName, nameOrBusiness: billed, ...fields } = texts;
  const person = personName(texts);
  const name = fields.name ?? (person || billed);
  if (name) fields.name = name;
  if (billed && person && billed !== person) fields.businessName ??= billed;
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
