import { z } from 'zod';
import { isOver, type PlacedStatus } from '../../../domain/calls/call-status.ts';
import { type WebhookEvent, webhookEvents } from '../../../domain/webhooks/webhook.ts';
import type { ReadWebhook, WebhookDoor } from '../../../operations/ports/webhooks/webhook-door.ts';
import { identityOf, parseCall, type RetellCall, reportOf, statusOtherwise } from '../calls/call-object.ts';
import { databaseOf } from '../calls/metadata.ts';
import { transcriptOf } from '../calls/transcript.ts';

/** A webhook's body (Retell's documentation, Webhooks): the call is the object of `get-call`, which has its analysis only in the end. */
const bodySchema = z.looseObject({ event: z.string(), call: z.unknown().optional() });

/** What names a call in its object. */
const namedSchema = z.looseObject({
  call_id: z.string().min(1),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  to_number: z.string().nullish().catch(undefined),
});

/** Reads what a webhook is about. Does what `WebhookDoor` promises. */
export function nameWebhook(text: string): ReturnType<WebhookDoor['name']> {
  const body = readBody(text);
  if (body.kind !== 'event') return body;
  const call = namedSchema.safeParse(body.call).data;
  if (!call) return { kind: 'unreadable' };
  const named = { event: body.event, retellCallId: call.call_id, ...identityOf(call) };
  return { kind: 'webhook', named: { ...named, database: databaseOf(body.call) } };
}

function readBody(
  text: string,
): { kind: 'event'; event: WebhookEvent; call: unknown } | { kind: 'ignored' | 'unreadable' } {
  const body = bodySchema.safeParse(parseJson(text)).data;
  if (!body) return { kind: 'unreadable' };
  const event = webhookEvents.find((known) => known === body.event);
  return event ? { kind: 'event', event, call: body.call } : { kind: 'ignored' };
}

/** Reads the body of a webhook that Retell has signed. Does what `WebhookReader` promises. */
export function readWebhook(text: string, receivedAt: Date): ReadWebhook {
  const body = readBody(text);
  if (body.kind !== 'event') return body;
  const { event } = body;
  const call = parseCall(body.call);
  if (!call) return { kind: 'unreadable' };
  const report = reportOf(call, observedAt(event, call, receivedAt));
  return {
    kind: 'webhook',
    webhook: {
      event,
      report: { ...report, status: statusAt(event, call, report.status), isPushed: true },
      transcript: event === 'call_started' ? undefined : spokenIn(call),
      ...identityOf(call),
      database: databaseOf(body.call),
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns how old a webhook's news is: as old as its event. It may be sent late and again, and what Retell was asked meanwhile is newer.
 * The analysis follows the end, but no field says when: the same values as at the end, and more.
 */
function observedAt(
  event: WebhookEvent,
  { start_timestamp: start, end_timestamp: end }: RetellCall,
  receivedAt: Date,
): Date {
  const ended = event === 'call_analyzed' && typeof end === 'number' ? end + 1 : end;
  const at = (event === 'call_started' ? start : ended) ?? receivedAt.getTime();
  return new Date(Math.min(at, receivedAt.getTime()));
}

/** Returns how far a call has come by an event, should its object tell of it as it was before. */
function statusAt(event: WebhookEvent, call: RetellCall, status: PlacedStatus): PlacedStatus {
  if (event === 'call_started') return status === 'registered' ? 'ongoing' : status;
  return isOver(status) ? status : statusOtherwise(call);
}

/** Returns what was said. An empty transcript says nothing: it may be too early for it, so it is asked for. */
function spokenIn({ answer }: RetellCall) {
  const transcript = transcriptOf(answer);
  return transcript && transcript.length > 0 ? transcript : undefined;
}
