/**
 * `PENDING` waits for its time, or for its next attempt · `IN_PROGRESS` claimed, or of unknown fate ·
 * `COMPLETED` Retell placed it · `FAILED` every attempt was refused · `CANCELLED` by the operator.
 */
export const scheduledCallStatuses = ['PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

export type ScheduledCallStatus = (typeof scheduledCallStatuses)[number];

/** A call that is to be placed at a given instant. */
export interface ScheduledCall {
  id: number;
  contactId: number | null;
  fromNumber: string;
  agentId: string;
  scheduledTime: Date;
  status: ScheduledCallStatus;
  retellCallId: string | null;
  /** The ledger's row of the attempt that counts: the latest. */
  callId: number | null;
  /** What the operator gave with `--var`; the rest is made when the call is placed. */
  dynamicVariables: Record<string, string>;
  errorMessage: string | null;
  /** Attempts charged to this call: placed, or refused for a reason of its own. */
  attempts: number;
  maxAttempts: number;
  /** When it is next due; null once it is no longer `PENDING`. */
  nextAttemptAt: Date | null;
  executedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface ScheduledCallDraft {
  contactId: number;
  fromNumber: string;
  agentId: string;
  scheduledTime: Date;
  dynamicVariables: Record<string, string>;
  maxAttempts: number;
}

/** Whether nobody knows if its phone rang: an attempt was made, and no certain answer came. */
export function isOfUnknownFate({
  status,
  errorMessage,
}: Pick<ScheduledCall, 'status' | 'errorMessage'>): boolean {
  return status === 'IN_PROGRESS' && errorMessage !== null;
}

/** Why a call that is not `PENDING` can no longer be cancelled, for the operator. */
export function whyNotCancellable(status: Exclude<ScheduledCallStatus, 'PENDING'>): string {
  switch (status) {
    case 'IN_PROGRESS':
      return 'it is being placed right now, or Retell has not yet said whether it was';
    case 'COMPLETED':
      return 'it has already been placed';
    case 'FAILED':
      return 'it has already failed and will not be tried again';
    case 'CANCELLED':
      return 'it is already cancelled';
  }
}
