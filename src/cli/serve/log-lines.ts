import type { Problem } from '../../domain/problem.ts';
import type { RunEvent } from '../../operations/calling/run-events.ts';
import type { Session } from '../../session/session.ts';
import { formatEvent } from '../calls/running/format-event.ts';
import { eventView } from '../calls/running/log-line.ts';
import type { Context } from '../context.ts';
import { forProfile, profileToName } from '../profiles/for-profile.ts';

/** Returns the line of the log about what happened to a call. */
export function eventLine(
  { settings }: Session,
  event: RunEvent,
  parts: Context['parts'],
): Readonly<Record<string, unknown>> {
  const { profile, timezone: zone, locale } = settings;
  const named = profileToName(profile, parts);
  const teller = { reader: { zone, locale }, advice: (text: string) => forProfile(text, named) };
  return { profile, ...eventView(event), text: formatEvent(event, teller) };
}

/** Returns the line of the log about trouble that passes. */
export function troubleLine(
  { settings: { profile } }: Session,
  { code, message }: Problem,
): Readonly<Record<string, unknown>> {
  return { profile, event: 'trouble', code, text: message };
}
