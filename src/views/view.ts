/** A field of a view: its name in JSON, and how to get its value from a row. */
export interface ViewField<T> {
  name: string;
  value: (row: T) => unknown;
}

/**
 * The fields of a row that programs see, in this order, on the command line and over HTTP. The names are a contract: fields may be
 * added, but not renamed or removed.
 */
export type View<T> = readonly ViewField<T>[];

/** Converts a row to its JSON object. Instants stay dates, which serialise as ISO 8601 in UTC. */
export function objectOf<T>(row: T, view: View<T>): Record<string, unknown> {
  return Object.fromEntries(view.map((field) => [field.name, field.value(row)]));
}
