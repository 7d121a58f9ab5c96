/** Call times that the operator has given a name. */
export interface NamedCallTimes {
  name: string;
  /** As `parseHours` reads it. */
  notation: string;
}

export interface CallTimesStore {
  /** Returns all of them, by name. */
  namedCallTimes(): Promise<NamedCallTimes[]>;
  /** Returns whether the name is new. */
  setCallTimes(times: NamedCallTimes, now: Date): Promise<boolean>;
  /** Returns whether there were any of that name. */
  removeCallTimes(name: string): Promise<boolean>;
}
