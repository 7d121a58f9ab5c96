import { type CallStatus, isOver, type PlacedStatus } from '../call-status.ts';

/** What Retell says of a call beside its status. Null for what it has not said. */
export interface ReportedFacts {
  disconnectionReason: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
  agentVersion: number | null;
  /** US cents, with fractions: Retell's own figure. */
  costCents: number | null;
  summary: string | null;
  success: boolean | null;
  sentiment: string | null;
  inVoicemail: boolean | null;
  customAnalysis: Record<string, unknown> | null;
  collectedVariables: Record<string, unknown> | null;
  recordingUrl: string | null;
}

/** The facts of a call of which Retell has said nothing. */
export const nothingReported: Readonly<ReportedFacts> = {
  disconnectionReason: null,
  startedAt: null,
  endedAt: null,
  durationMs: null,
  agentVersion: null,
  costCents: null,
  summary: null,
  success: null,
  sentiment: null,
  inVoicemail: null,
  customAnalysis: null,
  collectedVariables: null,
  recordingUrl: null,
};

/** What is reported of a call. */
export interface Reported extends ReportedFacts {
  status: CallStatus;
  /** Retell's id of a second call under the same reference, if it lists one. */
  alsoPlacedAs?: string;
}

/** One answer of Retell's about a call that it placed, or a webhook about it. */
export interface CallReport extends Reported {
  retellCallId: string;
  status: PlacedStatus;
  /** When it was asked for, by this machine's clock. A webhook is as old as its event. */
  observedAt: Date;
  /** Set if Retell was not asked: it is a webhook. */
  isPushed?: true;
  /** The whole answer, without what was said. */
  answer: Readonly<Record<string, unknown>>;
}

/** One thing that was said in a call. */
export interface Turn {
  /** `agent`, `user`, or whom Retell names besides. */
  speaker: string;
  text: string;
  /** When it began, ms from the beginning of the call; null if Retell does not say. */
  at: number | null;
  /** When each word was said, as far as Retell says. */
  words: SpokenWord[];
  /** The tools that the agent used after it, before anybody said more. */
  tools: ToolUse[];
}

/** A word, and when it began and ended, ms from the beginning of the call. */
export interface SpokenWord {
  word: string;
  start: number;
  end: number | null;
}

/** That an agent used a tool, such as one that books an appointment. */
export interface ToolUse {
  name: string;
  /** Both as Retell has them: often JSON. */
  arguments: string;
  result: string | null;
  successful: boolean | null;
}

/** Returns whether people, or a person and a machine, spoke in a call that is over. */
export function hadConversation({
  status,
  startedAt,
  durationMs,
}: Pick<ReportedFacts, 'startedAt' | 'durationMs'> & { status: CallStatus }): boolean {
  return status !== 'not_connected' && (durationMs === null ? startedAt !== null : durationMs > 0);
}

/** Returns whether Retell has analysed a call. */
export function isAnalysed(facts: ReportedFacts): boolean {
  return (
    facts.summary !== null ||
    facts.success !== null ||
    facts.sentiment !== null ||
    facts.inVoicemail !== null ||
    facts.customAnalysis !== null
  );
}

/** Returns whether a call is over, and Retell is still to analyse it. Until then a machine may count as a human. */
export function awaitsAnalysis(call: ReportedFacts & { status: CallStatus }): boolean {
  return isOver(call.status) && hadConversation(call) && !isAnalysed(call);
}
