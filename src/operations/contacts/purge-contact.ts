import type { Contact } from '../../domain/contacts/contact.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { PurgedCall, PurgeStore } from '../ports/outcomes/purge-store.ts';
import type { RecordingFiles } from '../ports/outcomes/recording-files.ts';
import type { RecordingStore } from '../ports/outcomes/recording-store.ts';
import { contactHasCalls } from './remove-contact.ts';
import { contactNotFound } from './selecting/find-contact.ts';

/** What was deleted, and what Retell still has. */
export interface Purged {
  calls: number;
  recordings: number;
  /** The ids at Retell of the calls that it still has. */
  retellCallIds: string[];
}

/**
 * Deletes what was kept of a person: the contact, and of its calls what was said, recordings, what Retell answered, and the variables. The
 * do-not-call mark of the number stays, and so do the bare records of the calls. If it is interrupted, the next run deletes the recordings.
 *
 * @throws Problem `contact_has_calls`, `contact_not_found`, or `recording_not_deleted`
 */
export async function purgeContact(
  store: PurgeStore & Pick<ContactStore, 'indexForSearch'> & Pick<RecordingStore, 'forgetRecording'>,
  contact: Contact,
  { files, clock }: { files: RecordingFiles; clock: Pick<Clock, 'now'> },
): Promise<Purged> {
  const calls = await store.callsToPurge(contact);
  const { removed, waiting } = await store.purgeContact(contact, clock.now());
  if (waiting.length > 0) throw contactHasCalls(contact, waiting);
  if (!removed) throw contactNotFound(`No contact has the id ${contact.id}.`);
  const recordings = calls.filter(({ recordingFile }) => recordingFile !== null);
  for (const { id, recordingFile } of recordings) {
    await files.remove(recordingFile ?? '');
    await store.forgetRecording(id);
  }
  await store.indexForSearch(() => undefined);
  return purgedOf(calls);
}

/**
 * Returns what {@link purgeContact} would delete.
 *
 * @param store a preview of the store
 * @throws Problem `contact_has_calls`
 */
export async function previewPurge(
  store: Pick<PurgeStore, 'callsToPurge'> & Pick<ContactStore, 'removeContact'>,
  contact: Contact,
): Promise<Purged> {
  const { waiting } = await store.removeContact(contact.id);
  if (waiting.length > 0) throw contactHasCalls(contact, waiting);
  return purgedOf(await store.callsToPurge(contact));
}

function purgedOf(calls: readonly PurgedCall[]): Purged {
  return {
    calls: calls.length,
    recordings: calls.filter(({ recordingFile }) => recordingFile !== null).length,
    retellCallIds: calls.flatMap(({ retellCallId }) => retellCallId ?? []),
  };
}
