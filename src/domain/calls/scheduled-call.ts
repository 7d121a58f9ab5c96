/**
 * `PENDING` waits for its time or its next attempt · `IN_PROGRESS` claimed, or unconfirmed · `COMPLETED` Retell placed it ·
 * `FAILED` every attempt was refused · `CANCELLED` by the operator.
 */
export const scheduledCallStatuses = ['PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

export type ScheduledCallStatus = (typeof scheduledCallStatuses)[number];

/**
 * What a scheduled call waits for beside its time. Of one that is `PENDING`, what postponed it; of one that is `IN_PROGRESS`, who is to
 * confirm whether its phone rang.
 */
export const waitReasons = [
  ...(['call_times', 'number_in_use', 'cap', 'halt', 'campaign', 'wash', 'lines'] as const),
  ...(['retell', 'operator'] as const),
] as const;

export type WaitsFor = (typeof waitReasons)[number];

/** A call that is to be placed at a given time. */
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
  /** The operator's own variables; the others are made when the call is placed. */
  dynamicVariables: Record<string, string>;
  errorMessage: string | null;
  /** Attempts charged to this call: those placed, and those refused for a reason of its own. */
  attempts: number;
  maxAttempts: number;
  /** When it is next due; null once it is no longer `PENDING`. */
  nextAttemptAt: Date | null;
  /** Null where it waits for nothing but its time. */
  waitsFor: WaitsFor | null;
  executedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What an event changes in a scheduled call; what was ordered never changes. */
export type ScheduledCallChange = Partial<
  Pick<
    ScheduledCall,
    | ('status' | 'retellCallId' | 'callId' | 'errorMessage' | 'attempts' | 'maxAttempts')
    | ('nextAttemptAt' | 'waitsFor' | 'executedAt')
  >
>;

export interface ScheduledCallDraft {
  contactId: number;
  fromNumber: string;
  agentId: string;
  scheduledTime: Date;
  dynamicVariables: Record<string, string>;
  maxAttempts: number;
}

/** Returns whether it is not known if the phone rang: an attempt was made, and no certain response came. */
export function isUnconfirmed({ status, waitsFor }: Pick<ScheduledCall, 'status' | 'waitsFor'>): boolean {
  return status === 'IN_PROGRESS' && waitsFor !== null;
}

/** Returns why a call that is not `PENDING` can no longer be cancelled, to follow `it` or `call 7`. */
export function whyNotCancellable(status: Exclude<ScheduledCallStatus, 'PENDING'>): string {
  switch (status) {
    case 'IN_PROGRESS':
      return 'is being placed, or it is not known yet whether it was';
    case 'COMPLETED':
      return 'has already been placed';
    case 'FAILED':
      return 'has already failed, and will not be tried again';
    case 'CANCELLED':
      return 'is already cancelled';
  }
}
