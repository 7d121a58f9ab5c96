/** Why a row of a list is not imported. */
export interface Refusal {
  ok: false;
  /** The header and the value that are wrong; null if it is the row as a whole. */
  column: string | null;
  value: string | null;
  reason: string;
  /** The row's numbers, if the row marks them do-not-call. */
  marked?: string[];
}

/** Returns the refusal of a row, or of one value in it. */
export function refused(reason: string, column?: string, value?: string): Refusal {
  return { ok: false, column: column ?? null, value: value ?? null, reason };
}

/** Returns a refusal in one line: `Mobile "0412": too short for AU`. */
export function describeRefusal({ column, value, reason }: Omit<Refusal, 'ok'>): string {
  return column === null ? reason : `${column} "${value ?? ''}": ${reason}`;
}
