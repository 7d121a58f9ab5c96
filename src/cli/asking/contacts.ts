import type { Contact } from '../../domain/contacts/contact.ts';
import { formatPhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import { listContacts } from '../../operations/contacts/list-contacts.ts';
import { findContact } from '../../operations/contacts/selecting/find-contact.ts';
import { prepareFilter } from '../../operations/contacts/selecting/prepare-filter.ts';
import type { ContactSummary } from '../../operations/ports/contact-store.ts';
import type { Store } from '../../operations/ports/store.ts';
import type { Context } from '../context.ts';
import { filterOf } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import type { PickList, PickRow } from '../terminal/questions/pick-list.ts';
import { canAsk, missingArgument } from './can-ask.ts';

interface Question {
  question: string;
  /** Whether they are to be called, so that those marked do-not-call cannot be chosen. */
  toCall?: boolean;
}

/**
 * Returns the word for a contact as it was given, or, where the operator can be asked, the id of the contact they choose: if it is
 * missing, or fits more than one.
 *
 * @param askAnyway whether to ask all the same, starting from what was given
 * @throws Problem `missing_argument`, `no_contacts`
 */
export async function settleContact(
  context: Context,
  word: string | undefined,
  { askAnyway = false, ...question }: Question & { askAnyway?: boolean | undefined },
): Promise<string> {
  if (!canAsk(context)) {
    if (word === undefined) throw missingArgument('contact');
    return word;
  }
  const store = await context.store();
  const isClear = word !== undefined && !(await isAmbiguous(context, store, word));
  if (isClear && !askAnyway) return word;
  const search = isClear ? await nameOf(context, store, word) : word && searchable(word);
  return context.terminal.pick(question.question, { ...(await contactList(context, question)), search });
}

/**
 * Returns the words and options that select contacts as they were given; if there are none and the operator can be asked, the ids of the
 * contacts they tick.
 */
export async function settleContacts(
  context: Context,
  words: readonly string[],
  options: SelectionOptions,
  question: Question,
): Promise<string[]> {
  if (words.length > 0 || filterOf(options) || !canAsk(context)) return [...words];
  return tickContacts(context, question, []);
}

/** Lets the operator tick contacts. @returns their ids @throws Problem `no_contacts` */
export async function tickContacts(
  context: Context,
  question: Question,
  ticked: readonly ContactSummary[],
): Promise<string[]> {
  const list = await contactList(context, question);
  const rows = await rowsOf(await context.store(), ticked, question);
  return context.terminal.pickSeveral(question.question, {
    ...list,
    ticked: rows.filter(({ refusal }) => !refusal),
  });
}

async function contactList(context: Context, question: Question): Promise<PickList> {
  const { settings } = context;
  const store = await context.store();
  const { rows } = await store.pageOfContacts({}, { limit: 1 });
  if (rows.length === 0)
    throw new Problem('not_found', { code: 'no_contacts', message: 'There are no contacts yet.' });
  const options = {
    get country() {
      return settings.country;
    },
  };
  const filter = (search: string) => (search.trim() === '' ? undefined : { search });
  return {
    read: async (search, page) => {
      const found = await listContacts(store, filter(search), page, options);
      return { ...found, rows: await rowsOf(store, found.rows, question) };
    },
    readAll: async (search) => {
      const all = await store.contactSummaries(await prepareFilter(store, filter(search) ?? {}, options));
      const callable = question.toCall ? all.filter(({ doNotCallAt }) => !doNotCallAt) : all;
      return rowsOf(store, callable, question);
    },
  };
}

async function rowsOf(
  store: Store,
  contacts: readonly (ContactSummary & Partial<Pick<Contact, 'businessName'>>)[],
  { toCall = false }: Pick<Question, 'toCall'>,
): Promise<PickRow[]> {
  return Promise.all(
    contacts.map(async ({ id, name, phoneNumber, businessName, doNotCallAt }) => ({
      value: String(id),
      cells: [...nameAndNumber(name, phoneNumber), businessName ?? ''],
      refusal: toCall && doNotCallAt ? await whyNotCalled(store, phoneNumber) : undefined,
    })),
  );
}

/** Returns the first two columns of a person: the number stands first if there is no name. */
export function nameAndNumber(name: string, phoneNumber: string): [string, string] {
  const number = formatPhoneNumber(phoneNumber);
  return name.trim() === '' ? [number, ''] : [name, number];
}

async function whyNotCalled(store: Store, phoneNumber: string): Promise<string> {
  const reason = (await store.suppressionOf(phoneNumber))?.reason;
  return `marked do-not-call${reason ? `: ${reason}` : ''}`;
}

async function isAmbiguous({ settings }: Context, store: Store, word: string): Promise<boolean> {
  try {
    await findContact(store, word, settings.country);
    return false;
  } catch (error) {
    if (error instanceof Problem && error.code === 'ambiguous_contact') return true;
    throw error;
  }
}

async function nameOf({ settings }: Context, store: Store, word: string): Promise<string> {
  const { name, phoneNumber } = await findContact(store, word, settings.country);
  const words = searchable(name);
  return /[\p{L}\p{N}]/u.test(words) ? words : phoneNumber;
}

/** Returns a text as it can be typed, and searched for: the search takes what is neither letter, number nor sign for a blank. */
function searchable(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]+/gu, ' ').trim();
}
