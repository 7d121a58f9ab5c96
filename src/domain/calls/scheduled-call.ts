/**
 * `PENDING` waits for its time or its next attempt · `IN_PROGRESS` claimed, or unconfirmed · `COMPLETED` Retell placed it ·
 * `FAILED` every attempt was refused · `CANCELLED` by the operator.
 */
export const scheduledCallStatuses = ['PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

export type ScheduledCallStatus = (typeof scheduledCallStatuses)[number];

/** Those of calls that are not over. */
export const scheduledToCome: readonly ScheduledCallStatus[] = ['PENDING', 'IN_PROGRESS'];

/**
 * What a scheduled call waits for, other than its time. `PENDING`: what postponed it · `IN_PROGRESS`: who is to confirm whether its
 * phone rang.
 *
 * `call_times` an hour at which calls are allowed · `number_in_use` the end of another call to the same number · `cap` the number to have
 * had fewer calls lately · `wash` a wash of the number · `halt` the end of a halt · `campaign` the end of a pause of its campaign · `retell` an answer from Retell · `operator` a
 * decision of the operator's. A new reason needs no migration: no SQL checks it.
 */
export const waitReasons = [
  'call_times',
  'number_in_use',
  'cap',
  'wash',
  'halt',
  'campaign',
  'retell',
  'operator',
] as const;

export type WaitsFor = (typeof waitReasons)[number];

/** A call to be placed at a certain time. */
export interface ScheduledCall {
  id: number;
  contactId: number | null;
  fromNumber: string;
  agentId: string;
  scheduledTime: Date;
  status: ScheduledCallStatus;
  retellCallId: string | null;
  /** The latest attempt. */
  callId: number | null;
  /** The operator's own variables; the standard ones are added when the call is placed. */
  dynamicVariables: Record<string, string>;
  errorMessage: string | null;
  /** Attempts charged to this call: those that were placed, and those refused for a reason of the call's own. */
  attempts: number;
  maxAttempts: number;
  /** When it is next due; null unless it is `PENDING`. */
  nextAttemptAt: Date | null;
  /** When it was next due before it was last cancelled; null if it never was, or by an older voicebot. */
  dueBeforeCancel: Date | null;
  /** Null if it waits only for its time. */
  waitsFor: WaitsFor | null;
  executedAt: Date | null;
  /** Whether it was planned against a simulator; null if an older voicebot planned it. */
  simulated: boolean | null;
  /** The operator's zone and locale when it was planned: the agent says times in them. Null if an older voicebot planned it. */
  timezone: string | null;
  locale: string | null;
  /** Whether Retell must be asked first if it was ever placed, because its database was restored from a copy. */
  verifyFirst: boolean;
  /** The call times that were chosen for it, by name or notation; null if those of the settings count. */
  callTimes: string | null;
  /** Why it may be placed outside the call times; null if they hold. */
  outsideHours: string | null;
  /** Why it may be placed beyond the cap; null if it holds. */
  allowRepeat: string | null;
  /** When it is too late to place it; null if only the settings say so. */
  notAfter: Date | null;
  /** The opening that it waits for outside the call times; null if it waits for nothing, or for something else. */
  opening: Date | null;
  /** The time between it and the next call of its plan, ms; null if an older voicebot planned it. */
  spacing: number | null;
  /** Null if an older voicebot planned it. */
  campaignId: number | null;
  /** The scheduled call after whose outcome this one tries the person again; null if the operator scheduled it. */
  redialOf: number | null;
  /** The call in which the person asked to be called back at this time; null for any other scheduled call. */
  callbackOf: number | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Changes to a scheduled call. Its contact, numbers, agent and variables, and where it was planned, never change; nor does its time, unless a callback is corrected. */
export type ScheduledCallChange = Partial<
  Pick<
    ScheduledCall,
    | ('status' | 'retellCallId' | 'callId' | 'errorMessage' | 'attempts' | 'maxAttempts')
    | ('nextAttemptAt' | 'waitsFor' | 'executedAt' | 'opening' | 'notAfter')
  >
>;

/** A call to be scheduled. The rules of the settings hold, unless it says otherwise. */
export interface ScheduledCallDraft
  extends Partial<
    Pick<ScheduledCall, 'callTimes' | 'outsideHours' | 'allowRepeat' | 'notAfter' | 'spacing'>
  > {
  contactId: number;
  fromNumber: string;
  agentId: string;
  scheduledTime: Date;
  dynamicVariables: Record<string, string>;
  maxAttempts: number;
  simulated: boolean | null;
  timezone: string | null;
  locale: string | null;
}

/** Returns whether the phone may or may not have rung: an attempt was made, with no certain response. */
export function isUnconfirmed({ status, waitsFor }: Pick<ScheduledCall, 'status' | 'waitsFor'>): boolean {
  return status === 'IN_PROGRESS' && waitsFor !== null;
}

/** Returns why a call that is not `PENDING` cannot be cancelled, as a predicate for `it` or `call 7`. */
export function whyNotCancellable(status: Exclude<ScheduledCallStatus, 'PENDING'>): string {
  switch (status) {
    case 'IN_PROGRESS':
      return 'is being placed, or is unconfirmed';
    case 'COMPLETED':
      return 'has already been placed';
    case 'FAILED':
      return 'has already failed, and will not be tried again';
    case 'CANCELLED':
      return 'is already cancelled';
  }
}
