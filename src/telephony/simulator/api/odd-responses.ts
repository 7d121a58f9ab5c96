import { z } from 'zod';
import type { Oddity } from '../faults.ts';

/** A hundred of these make ten megabytes. */
const hugeTurn = { role: 'agent', content: 'la '.repeat(33_334), words: [] };

function hugeTranscript() {
  const transcript = Array.from({ length: 100 }, () => hugeTurn);
  return { transcript_object: transcript, transcript_with_tool_calls: transcript };
}

const anyObject = z.looseObject({});
const listBody = z.looseObject({ items: z.array(anyObject) });

/** Returns the body of a request as a server reads it that ignores filters; any other body as it is. */
export function withoutFilter(body: unknown): unknown {
  const { filter_criteria: _, ...rest } = anyObject.safeParse(body).data ?? {};
  return rest;
}

/** Returns a response's body with an oddity: of each call that it lists, or of the one call that it is. */
export function oddBody(kind: Oddity, body: unknown): unknown {
  const list = listBody.safeParse(body).data;
  if (!list) return oddCall(kind, anyObject.parse(body), false);
  const items = list.items.map((call) => oddCall(kind, call, true));
  switch (kind) {
    case 'empty-page':
      return { items: [], has_more: true, pagination_key: endlessKey() };
    case 'endless':
      return { items, has_more: true, pagination_key: endlessKey() };
    case 'twice':
      return { ...list, items: [...items, ...items] };
    case 'broken-item':
      return {
        ...list,
        items: [{ call_id: 7 }, { call_id: 'call_of_another', call_status: 'ended' }, ...items],
      };
    default:
      return { ...list, items };
  }
}

function oddCall(kind: Oddity, call: Record<string, unknown>, isListed: boolean): Record<string, unknown> {
  const { call_id, metadata, ...rest } = call;
  switch (kind) {
    case 'fractions':
      return { ...call, ...withFractions(call) };
    case 'only-id':
      return isListed ? { call_id, metadata } : { call_id };
    case 'no-metadata':
      return { call_id, ...rest };
    case 'no-id':
      return { metadata, ...rest };
    case 'others-reference':
      return { ...call, metadata: { voicebot_reference: 'vb_of_another_call' } };
    case 'others-number':
      return { ...rest, call_id, to_number: '+61491570000' };
    case 'new-words':
      return { ...call, call_status: 'daydreaming', disconnection_reason: 'solar_flare' };
    case 'huge-transcript':
      if (!call['transcript']) return call;
      return { ...call, ...hugeTranscript() };
    case 'same-id':
      return { ...rest, call_id: 'call_one_for_all' };
    default:
      return call;
  }
}

/** Retell sends whole milliseconds. A call that has not started gets a start, so that there is a fraction to read. */
function withFractions({ start_timestamp = 1_772_402_400_000, ...call }: Record<string, unknown>) {
  const instants = Object.entries({ start_timestamp, ...call });
  return Object.fromEntries(
    instants.flatMap(([name, value]) =>
      /_timestamp$|_ms$/.test(name) && typeof value === 'number' ? [[name, value + 0.25]] : [],
    ),
  );
}

let pages = 0;

/** Returns a key of a next page, each time another. It is a cursor before everything, so the next page is like the first. */
function endlessKey(): string {
  pages += 1;
  return Buffer.from(JSON.stringify([Number.MAX_SAFE_INTEGER, pages])).toString('base64url');
}
