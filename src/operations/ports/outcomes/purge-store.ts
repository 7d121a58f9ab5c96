/** A call of which what was said is deleted. */
export interface PurgedCall {
  id: number;
  /** Null if Retell did not place it. */
  retellCallId: string | null;
  /** The name of the file with its recording; null if none is kept. */
  recordingFile: string | null;
}

/** Deletes what was kept of a person. */
export interface PurgeStore {
  /** Returns the calls to a contact, or to its number. */
  callsToPurge(contact: { id: number; phoneNumber: string }): Promise<PurgedCall[]>;
  /**
   * Removes a contact and what was kept of the calls to it and to its number, unless calls to it are scheduled or in progress. Its
   * do-not-call mark stays, and so do the bare records of its calls.
   */
  purgeContact(
    contact: { id: number; phoneNumber: string },
    now: Date,
  ): Promise<{ removed: boolean; waiting: number[] }>;
}
