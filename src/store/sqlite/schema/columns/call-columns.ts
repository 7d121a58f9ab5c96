import { integer, real, text } from 'drizzle-orm/sqlite-core';
import { answerers, dispositions } from '../../../../domain/calls/outcomes/disposition.ts';
import { clockKinds } from '../../../../domain/contacts/location/callee-clock.ts';
import { enumText, instant, jsonObject } from './column-types.ts';

const disposition = enumText(dispositions);
const answeredBy = enumText(answerers);
const calleeClock = enumText(clockKinds);

/** Where the person of a call may be, and what their clock shows. */
export const calleeColumns = {
  /** The zones in which its time had to be allowed, with commas, and what they were found by; null if none were asked for. */
  zones: text('zones'),
  zonesFrom: text('zones_from'),
  /** How far the callee's clock was ahead of UTC when it was requested, minutes, and whose that is; null if not known, or from before. */
  calleeOffset: integer('callee_offset'),
  calleeClock: calleeClock('callee_clock'),
};

/** What came of a call. */
export const outcomeColumns = {
  startedAt: instant('started_at'),
  endedAt: instant('ended_at'),
  durationMs: integer('duration_ms'),
  /** What came of it; null while that is not known. */
  disposition: disposition('disposition'),
  answeredBy: answeredBy('answered_by'),
  /** Whether its analysis says that it reached voicemail. */
  inVoicemail: integer('in_voicemail', { mode: 'boolean' }),
  /** US cents with fractions: Retell's own figure. */
  costCents: real('cost_cents'),
  /** What it may cost at most, US cents, until its cost is known: reserved under the cap of its campaign; null if nothing is. */
  reservedCents: real('reserved_cents'),
  summary: text('summary'),
  success: integer('success', { mode: 'boolean' }),
  sentiment: text('sentiment'),
  customAnalysis: jsonObject('custom_analysis'),
  collectedVariables: jsonObject('collected_variables'),
  agentVersion: integer('agent_version'),
  recordingUrl: text('recording_url'),
  /** When its transcript was fetched, even an empty one; null if it was not. */
  transcribedAt: instant('transcribed_at'),
  /** When a webhook about it last came; null if none did. */
  webhookAt: instant('webhook_at'),
  /** When what was kept of its person was deleted; null if it was not. Nothing of what was said is kept from then on. */
  purgedAt: instant('purged_at'),
  /** When it put its number on the do-not-call list, because its person said so; null if it did not. It does so only once. */
  optedOutAt: instant('opted_out_at'),
};
