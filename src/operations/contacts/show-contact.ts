import type { Call } from '../../domain/calls/call.ts';
import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { type StoryEvent, tellStory } from '../../domain/contacts/story/story.ts';
import type { Suppression } from '../../domain/contacts/suppression/suppression.ts';
import type { SuppressionStore } from '../ports/brakes/suppression-store.ts';
import type { CallLedger, WithContact } from '../ports/call-ledger.ts';
import type { CampaignStore } from '../ports/campaigns/campaign-store.ts';
import type { ImportStore } from '../ports/import-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { type FindingStore, findContact } from './selecting/find-contact.ts';

/** A contact with its scheduled and past calls, and the story that they make. */
export interface ContactHistory {
  contact: Contact;
  /** The entry of the do-not-call list that covers its number; undefined if none does. */
  suppression: Suppression | undefined;
  /** In order of time. */
  scheduledCalls: WithContact<ScheduledCall>[];
  /** Newest first. */
  calls: WithContact<Call>[];
  /** In order of time, with what is to come. */
  story: StoryEvent[];
}

export type ContactHistoryStore = FindingStore &
  Pick<ScheduledCallStore, 'listScheduledCalls'> &
  Pick<CallLedger, 'listCalls'> &
  Pick<SuppressionStore, 'suppressionOf'> &
  Pick<ImportStore, 'importOf'> &
  Pick<CampaignStore, 'campaignNames'>;

/** Returns the contact that an operator means, with its calls. @throws Problem as `findContact` */
export async function showContact(
  store: ContactHistoryStore,
  text: string,
  country: string,
): Promise<ContactHistory> {
  const contact = await findContact(store, text, country);
  const suppression = await store.suppressionOf(contact.phoneNumber);
  const scheduledCalls = await store.listScheduledCalls({ contactId: contact.id });
  const calls = await store.listCalls({ contactId: contact.id });
  const importedFrom = await store.importOf(contact.id);
  const campaigns = await store.campaignNames(scheduledCalls.flatMap(({ campaignId }) => campaignId ?? []));
  const story = tellStory({ contact, importedFrom, suppression, scheduledCalls, calls, campaigns });
  return { contact, suppression, scheduledCalls, calls, story };
}
