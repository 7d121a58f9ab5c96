import { countText } from '../../../domain/count-text.ts';

/** A row of a list that an operator chooses from. Its texts may come from anywhere. */
export interface PickRow {
  /** What it stands for, such as an id. */
  value: string;
  /** Its columns; the first names the row. */
  cells: readonly [string, ...string[]];
  /** Why it cannot be chosen, which is shown beside it; undefined if it can. */
  refusal?: string | undefined;
}

/** Some rows of a list, in order. */
export interface PickPage {
  rows: PickRow[];
  isMore: boolean;
  /** Null if there are too many to count. */
  total: number | null;
}

/** A list that is read as the operator searches it and moves down. */
export interface PickList {
  /** Reads rows that match what was typed; every row matches nothing. */
  read(search: string, page: { limit: number; offset: number }): Promise<PickPage>;
  /** Reads every row that matches and can be chosen. Needed only where several rows can be. */
  readAll?(search: string): Promise<PickRow[]>;
  /** What is searched for at first. */
  search?: string | undefined;
  /** The rows that are ticked at first. */
  ticked?: readonly PickRow[] | undefined;
}

/** Rows that a summary names. */
const named = 3;

/** Returns what was chosen, on one line: `Ada Lovelace, Grace Hopper, Alan Turing and 7 more`. */
export function summarizeRows(rows: readonly PickRow[]): string {
  const names = rows.slice(0, named).map(({ cells }) => cells[0]);
  return `${names.join(', ')}${rows.length > named ? ` and ${countText(rows.length - named)} more` : ''}`;
}
