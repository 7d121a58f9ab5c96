import { z } from 'zod';
import type { OutgoingCall } from '../../../operations/ports/telephony.ts';

/** The keys of our metadata. All values are strings, by which Retell's list can be filtered. */
const keys = {
  reference: 'voicebot_reference',
  database: 'voicebot_database',
  scheduledCall: 'voicebot_scheduled_call',
  attempt: 'voicebot_attempt',
} as const;

/** Returns the metadata of a request: which attempt it is, in which database. */
export function metadataOf(request: OutgoingCall): Record<string, string> {
  const { reference, database, scheduledCallId, attempt } = request;
  return {
    [keys.reference]: reference,
    [keys.database]: database,
    ...(scheduledCallId !== null && { [keys.scheduledCall]: String(scheduledCallId) }),
    [keys.attempt]: String(attempt),
  };
}

type MetadataFilter = { type: 'string'; op: 'eq'; key: string; value: string };

/** Returns filters for the calls of a scheduled call. */
export function filtersFor(database: string, scheduledCallId: number): MetadataFilter[] {
  return [
    { type: 'string', op: 'eq', key: keys.database, value: database },
    { type: 'string', op: 'eq', key: keys.scheduledCall, value: String(scheduledCallId) },
  ];
}

/** A listed call of which it can be said to which scheduled call it belongs, if to any. */
const listedSchema = z.looseObject({
  call_id: z.string().min(1),
  metadata: z.looseObject({
    [keys.reference]: z.string().nullish(),
    [keys.database]: z.string().nullish(),
    [keys.scheduledCall]: z.string().nullish(),
    [keys.attempt]: z.string().nullish(),
  }),
});

const withDatabase = z.looseObject({ metadata: z.looseObject({ [keys.database]: z.string() }) });

/** Returns the database that a call says it was placed from; undefined if it says of none. */
export function databaseOf(call: unknown): string | undefined {
  return withDatabase.safeParse(call).data?.metadata[keys.database];
}

export interface ListedAttempt {
  reference: string | null;
  database: string | null;
  scheduledCallId: string | null;
  attempt: number;
}

/** Returns which attempt a listed call says that it is; undefined if that cannot be read. */
export function attemptOf(item: unknown): ListedAttempt | undefined {
  const parsed = listedSchema.safeParse(item);
  if (!parsed.success) return undefined;
  const { metadata } = parsed.data;
  return {
    reference: metadata[keys.reference] ?? null,
    database: metadata[keys.database] ?? null,
    scheduledCallId: metadata[keys.scheduledCall] ?? null,
    attempt: Number(metadata[keys.attempt]) || 1,
  };
}
