import { requireTag } from '../../domain/contacts/tags.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { SelectOptions } from './selecting/prepare-filter.ts';
import { type ContactSelection, type SelectingStore, selectContacts } from './selecting/select-contacts.ts';

export interface TagOptions extends SelectOptions {
  clock: Pick<Clock, 'sleep'>;
  /** Receives how many contacts are done, and the share of the work, from 0 to 1. */
  onProgress?: ((contacts: number, share: number) => void) | undefined;
}

export interface TagResult {
  tag: string;
  changed: number;
  /** Contacts that already had the tag, or did not have the tag to remove. */
  unchanged: number;
}

/** Contacts that are tagged in one transaction, so that a claim never waits long for the write lock. */
const batchSize = 1000;

/** The pause between two batches, in ms: a process that waits for the lock looks every millisecond. */
const pause = 5;

/**
 * Adds a tag to the selected contacts, or removes it, a batch at a time. If it is interrupted, the same command continues.
 *
 * @param isTagged whether they have the tag afterwards
 * @throws Problem `invalid_tag`, or as `selectContacts`
 */
export async function tagContacts(
  store: SelectingStore & Pick<ContactStore, 'setTag'>,
  { tag: text, isTagged, selection }: { tag: string; isTagged: boolean; selection: ContactSelection },
  options: TagOptions,
): Promise<TagResult> {
  const tag = requireTag(text);
  const ids = (await selectContacts(store, selection, options)).map(({ id }) => id);
  let changed = 0;
  for (let done = 0; done < ids.length; ) {
    if (done > 0) await options.clock.sleep(pause);
    const batch = ids.slice(done, done + batchSize);
    changed += await store.setTag(batch, tag, isTagged);
    done += batch.length;
    options.onProgress?.(done, done / ids.length);
  }
  return { tag, changed, unchanged: ids.length - changed };
}
