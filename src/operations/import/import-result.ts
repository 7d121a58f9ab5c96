import type { HiddenColumn } from '../../domain/lists/hidden-columns.ts';
import type { Refusal } from '../../domain/lists/refusal.ts';

/** A row that was not imported, and why. */
export interface Reject extends Refusal {
  line: number;
  /** The reason with its column and value, in one sentence. */
  sentence: string;
  /** The cells by header. */
  row: Record<string, string>;
  /** The cells in order. */
  cells: string[];
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Rows that changed nothing because their number belonged to a contact. */
  skipped: number;
  /** Rows that changed nothing because their number is that of someone else, in an earlier row of the list. */
  shared: number;
  /** Rows that changed nothing because a contact, who is someone else, keeps the number. */
  kept: number;
  /** Contacts who were replaced by the new owners of their numbers. */
  replaced: number;
  /** Rejected rows whose number is that of a contact who is someone else. */
  newOwners: number;
  rejected: number;
  /** Contacts marked do-not-call by rows that were skipped or rejected, or that have another number. */
  marked: number;
  /** Contacts that take over a do-not-call mark: of their number, or of the same person under another number. */
  takenOver: number;
  /** Numbers of the list that must not be called. */
  doNotCall: number;
  /** Rows that repeat a number of an earlier row. */
  repeated: number;
  /** Columns whose values are saved, but never reach the agent. */
  hiddenColumns: HiddenColumn[];
  /** The last line that was imported, if the import was stopped before the end of the list. */
  stoppedAfter: number | undefined;
}

/** The result of an import that was stopped before its first row. */
export const stoppedAtOnce: ImportResult = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  shared: 0,
  kept: 0,
  replaced: 0,
  newOwners: 0,
  rejected: 0,
  marked: 0,
  takenOver: 0,
  doNotCall: 0,
  repeated: 0,
  hiddenColumns: [],
  stoppedAfter: 0,
};
