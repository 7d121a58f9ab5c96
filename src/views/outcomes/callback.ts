import type { ListedCallback } from '../../operations/outcomes/list-callbacks.ts';
import { contactParts, type View } from '../view.ts';

/** The fields of a callback. `state` is how it stands; `why` is a code: why it waits for the operator. */
export const callbackView = [
  { name: 'id', value: (row) => row.id },
  { name: 'callId', value: (row) => row.callId },
  { name: 'state', value: (row) => row.standing },
  { name: 'contact', value: (row) => row.contact, parts: contactParts },
  { name: 'contactId', value: (row) => row.contactId },
  { name: 'toNumber', value: (row) => row.toNumber },
  { name: 'words', value: (row) => row.words },
  { name: 'askedFor', value: (row) => row.askedFor },
  { name: 'at', value: (row) => row.at },
  { name: 'zone', value: (row) => row.zone },
  { name: 'clock', value: (row) => row.clock },
  { name: 'why', value: (row) => row.trouble },
  { name: 'inTheWay', value: (row) => row.inTheWay },
  { name: 'campaignId', value: (row) => row.campaignId },
  { name: 'scheduledCallId', value: (row) => row.call?.id ?? null },
  { name: 'placedAt', value: (row) => row.call?.placedAt ?? null },
  { name: 'disposition', value: (row) => row.call?.disposition ?? null },
  { name: 'createdAt', value: (row) => row.createdAt },
  { name: 'updatedAt', value: (row) => row.updatedAt },
] as const satisfies View<ListedCallback>;
