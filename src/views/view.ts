/** One thing that a view shows of a row: its name for programs, and its value. */
export interface ViewField<T> {
  name: string;
  value: (row: T) => unknown;
}

/**
 * What programs are shown of a row, in this order, on the command line and over HTTP. The names are a contract: one may be added,
 * none is renamed or taken away.
 */
export type View<T> = readonly ViewField<T>[];

/** Returns a row as its JSON object. Instants become ISO 8601 in UTC when it is written. */
export function objectOf<T>(row: T, view: View<T>): Record<string, unknown> {
  return Object.fromEntries(view.map((field) => [field.name, field.value(row)]));
}
