import { fullCall } from '../api/call-json.ts';
import type { PlacedCall } from '../calls/call-book.ts';
import { endsAt } from '../calls/course.ts';

export type CallEvent = 'call_started' | 'call_ended' | 'call_analyzed';

/** An event of a call. */
export interface DueEvent {
  event: CallEvent;
  call: PlacedCall;
  /** When it happens, and when Retell tells of it, ms since 1970. */
  at: number;
  toldAt: number;
}

/** Returns the events that a call will have, in order. One that does not connect is not started; one may never be analysed. */
export function eventsOf(call: PlacedCall): DueEvent[] {
  const { course, createdAt, analysisDelayMs, lateMs } = call;
  if (course.scripted.isNeverTold) return [];
  const end = endsAt(course, createdAt);
  const due = (event: CallEvent, at: number): DueEvent => ({ event, call, at, toldAt: at + lateMs });
  return [
    ...(course.talkMs > 0 ? [due('call_started', createdAt + course.ringMs)] : []),
    due('call_ended', end),
    ...(Number.isFinite(analysisDelayMs) ? [due('call_analyzed', end + analysisDelayMs)] : []),
  ];
}

/** Returns the body of a webhook: the call as `get-call` would return it at that moment, and its analysis only once it is analysed. */
export function bodyOf({ event, call, at }: DueEvent): string {
  const { call_analysis, ...rest } = fullCall(call, at);
  const isAnalysed = event === 'call_analyzed' && call_analysis !== undefined;
  return JSON.stringify({ event, call: { ...rest, ...(isAnalysed && { call_analysis }) } });
}
