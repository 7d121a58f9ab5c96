import type { Call } from '../../domain/calls/call.ts';
import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';
import type { CallLedger, WithContact } from '../ports/call-ledger.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { type FindingStore, findContact } from './find-contact.ts';

/** A contact with its scheduled and past calls. */
export interface ContactHistory {
  contact: Contact;
  /** The entry of the do-not-call list that covers its number; undefined if none does. */
  suppression: Suppression | undefined;
  /** In order of time. */
  scheduledCalls: WithContact<ScheduledCall>[];
  /** Newest first. */
  calls: WithContact<Call>[];
}

/** Returns the contact that an operator means, with its calls. @throws Problem as `findContact` */
export async function showContact(
  store: FindingStore &
    Pick<ScheduledCallStore, 'listScheduledCalls'> &
    Pick<CallLedger, 'listCalls'> &
    Pick<SuppressionStore, 'suppressionOf'>,
  text: string,
  country: string,
): Promise<ContactHistory> {
  const contact = await findContact(store, text, country);
  const suppression = await store.suppressionOf(contact.phoneNumber);
  const scheduledCalls = await store.listScheduledCalls({ contactId: contact.id });
  const calls = await store.listCalls({ contactId: contact.id });
  return { contact, suppression, scheduledCalls, calls };
}
