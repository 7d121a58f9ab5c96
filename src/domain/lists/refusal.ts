/** Why a row of a list is no contact, and where: the column and the value, where it is one of them. */
export interface Refusal {
  ok: false;
  column: string | null;
  value: string | null;
  reason: string;
  /** The number that the refused row says must not be called. */
  doNotCall?: string;
}

/** A {@link Refusal} of the row, or of a value in it. */
export function refused(reason: string, column?: string, value?: string): Refusal {
  return { ok: false, column: column ?? null, value: value ?? null, reason };
}

/** A refusal in one line: `Mobile "0412": too short for AU`. */
export function describeReject({ column, value, reason }: Omit<Refusal, 'ok'>): string {
  return column === null ? reason : `${column} "${value ?? ''}": ${reason}`;
}
