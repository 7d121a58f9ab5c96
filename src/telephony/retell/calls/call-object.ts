import type Retell from 'retell-sdk';
import { z } from 'zod';
import type { CallIdentity } from '../../../domain/calls/call-identity.ts';
import { type PlacedStatus, placedStatuses } from '../../../domain/calls/call-status.ts';
import { meaningOf } from '../../../domain/calls/outcomes/disconnection-reasons.ts';
import type { CallReport } from '../../../domain/calls/outcomes/report.ts';

/** The options of a request for calls, and when it is sent. */
export type Asking = Retell.RequestOptions & { observedAt: Date };

/** Retell's instants and durations, ms. Whatever else is in such a field says nothing of the call itself. */
const milliseconds = z.number().nonnegative().max(8.64e15).transform(Math.round).nullish().catch(undefined);

const object = z.record(z.string(), z.unknown()).nullish().catch(undefined);
const text = z.string().nullish().catch(undefined);
const yesOrNo = z.boolean().nullish().catch(undefined);

const analysisSchema = z.looseObject({
  call_summary: text,
  call_successful: yesOrNo,
  user_sentiment: text,
  in_voicemail: yesOrNo,
  custom_analysis_data: object,
});

const costSchema = z.looseObject({ combined_cost: z.number().nonnegative().nullish().catch(undefined) });

/**
 * The fields that voicebot reads of Retell's call objects (`V2PhoneCallResponse`, `V3PhoneCallResponse`). Only the id makes a call;
 * a field that is missing or cannot be read is undefined.
 */
const callSchema = z.looseObject({
  call_id: z.string().min(1),
  call_status: z.enum(placedStatuses).optional().catch(undefined),
  disconnection_reason: text,
  start_timestamp: milliseconds,
  end_timestamp: milliseconds,
  duration_ms: milliseconds,
  agent_version: z.int().nonnegative().nullish().catch(undefined),
  call_cost: costSchema.nullish().catch(undefined),
  call_analysis: analysisSchema.nullish().catch(undefined),
  collected_dynamic_variables: object,
  recording_url: text,
  scrubbed_recording_url: text,
  metadata: object,
  to_number: text,
});

export type RetellCall = z.infer<typeof callSchema> & {
  /** The object as it came. */
  answer: Record<string, unknown>;
};

const anyObject = z.record(z.string(), z.unknown());

/** Parses a call object. Returns undefined for anything else, so that it never counts as a placed call. */
export function parseCall(response: unknown): RetellCall | undefined {
  const [parsed, answer] = [callSchema.safeParse(response), anyObject.safeParse(response)];
  return parsed.success && answer.success ? { ...parsed.data, answer: answer.data } : undefined;
}

/** What was said, which may be megabytes, is kept apart from the rest of an answer. */
const spokenFields: ReadonlySet<string> = new Set([
  'transcript',
  'transcript_object',
  'transcript_with_tool_calls',
  'scrubbed_transcript_with_tool_calls',
]);

/**
 * Returns what voicebot keeps of a call object. Retell's instants are ms since 1970.
 *
 * @param observedAt when it was asked for
 */
export function reportOf(call: RetellCall, observedAt: Date): CallReport {
  const { call_analysis: analysis } = call;
  return {
    retellCallId: call.call_id,
    status: call.call_status ?? statusOtherwise(call),
    disconnectionReason: call.disconnection_reason ?? null,
    startedAt: instant(call.start_timestamp),
    endedAt: instant(call.end_timestamp),
    durationMs: call.duration_ms ?? null,
    agentVersion: call.agent_version ?? null,
    costCents: call.call_cost?.combined_cost ?? null,
    summary: analysis?.call_summary ?? null,
    success: analysis?.call_successful ?? null,
    sentiment: analysis?.user_sentiment ?? null,
    inVoicemail: analysis?.in_voicemail ?? null,
    customAnalysis: analysis?.custom_analysis_data ?? null,
    collectedVariables: call.collected_dynamic_variables ?? null,
    recordingUrl: call.recording_url ?? call.scrubbed_recording_url ?? null,
    observedAt,
    answer: Object.fromEntries(Object.entries(call.answer).filter(([name]) => !spokenFields.has(name))),
  };
}

/**
 * Returns the status of a call that has none that is known, such as one that Retell may add one day: as far as the call has come by
 * its other fields. One that is not over is checked again.
 */
export function statusOtherwise({ disconnection_reason, end_timestamp }: RetellCall): PlacedStatus {
  const status = meaningOf(disconnection_reason ?? null)?.status;
  return status ?? (typeof end_timestamp === 'number' ? 'ended' : 'registered');
}

/** Returns what a call object says about which call it is. */
export function identityOf({
  metadata,
  to_number,
}: Pick<RetellCall, 'metadata' | 'to_number'>): CallIdentity {
  const reference = metadata?.['voicebot_reference'];
  return {
    reference: typeof reference === 'string' ? reference : undefined,
    toNumber: to_number ?? undefined,
  };
}

function instant(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms);
}
