import type Retell from 'retell-sdk';
import { z } from 'zod';
import type { RetellContact } from '../../operations/ports/telephony.ts';
import { failureOf } from './failures.ts';
import { pageSchema, parse } from './responses.ts';

/** The fields that voicebot reads of Retell's contacts (SDK 5.66.1, `ContactResponse`). */
const contactSchema = z.looseObject({
  contact_id: z.string().min(1),
  phone_number: z.string(),
  do_not_call: z.boolean().nullish(),
});

/** How many contacts are asked for at once. */
const pageSize = 100;

/** Returns whether Retell's contact of a number is marked do-not-call; false if it has no such contact. */
export async function isMarked(
  client: Retell,
  phoneNumber: string,
  options: Retell.RequestOptions,
): Promise<boolean> {
  try {
    const response: unknown = await client.contact.getByPhone(phoneNumber, options);
    return parse(contactSchema, response).do_not_call === true;
  } catch (error) {
    if (failureOf(error, client.baseURL).kind === 'refused') return false;
    throw error;
  }
}

/** Returns a page of Retell's contacts. @param after the `next` of the page before */
export async function listContacts(
  client: Retell,
  after: string | undefined,
  options: Retell.RequestOptions,
): Promise<{ contacts: RetellContact[]; next: string | undefined }> {
  const key = after === undefined ? {} : { pagination_key: after };
  const response: unknown = await client.contact.list({ limit: pageSize, ...key }, options);
  const { items, has_more, pagination_key } = parse(pageSchema, response);
  const contacts = items.flatMap((item): RetellContact[] => {
    const contact = contactSchema.safeParse(item).data;
    if (!contact) return [];
    return [
      { id: contact.contact_id, phoneNumber: contact.phone_number, doNotCall: contact.do_not_call === true },
    ];
  });
  return { contacts, next: has_more ? (pagination_key ?? undefined) : undefined };
}

/** Marks one of Retell's contacts do-not-call. */
export async function markContact(client: Retell, id: string, options: Retell.RequestOptions): Promise<void> {
  await client.contact.update(id, { do_not_call: true }, options);
}
