import type { SavedRow, SavePolicy } from '../../domain/contacts/merge.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import type { Refusal } from '../../domain/lists/refusal.ts';
import type { PreparedRow } from '../ports/list-file.ts';

export interface ImportOptions {
  /** What the operator calls the file. */
  label: string;
  /** How a number without `+` is read. */
  country: string;
  policy: SavePolicy;
  /** Every contact of the list gets these. */
  tags: readonly string[];
  /** Say what would happen, and change nothing. */
  dryRun: boolean;
  now: () => Date;
  /** What is under way when it aborts is finished; nothing more is begun. */
  signal: AbortSignal;
  /** Settles what the columns are, given the header and the first rows; undefined if it was stopped. */
  settleColumns: (headers: string[], firstRows: string[][]) => Promise<Column[] | undefined>;
  onProgress: (progress: ImportProgress) => void;
  onReject: (reject: Reject) => void;
  onSaved: (row: PreparedRow, saved: SavedRow) => void;
}

export interface ImportProgress {
  doing: 'reading' | 'importing';
  rows: number;
  /** How much of it is done, from 0 to 1. */
  share: number;
}

/** A row that did not go in, and why. */
export interface Reject extends Refusal {
  line: number;
  /** The whole of why, in one sentence. */
  sentence: string;
  /** The cells by their headers. */
  row: Record<string, string>;
  /** The cells as they stood, but for what keeps a spreadsheet from running them. */
  cells: string[];
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Left as they were, for their number is a contact's. */
  skipped: number;
  rejected: number;
  /** Contacts marked as not to be called by rows that did not go in. */
  marked: number;
  /** Rows whose number stood in the list before. */
  repeated: number;
  /** The last line that went in, where the import was stopped before its end. */
  stoppedAfter: number | undefined;
}

/** What is told of an import that was stopped before it had begun. */
export const stoppedAtOnce: ImportResult = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  rejected: 0,
  marked: 0,
  repeated: 0,
  stoppedAfter: 0,
};
