/** A field of a view: its name in JSON, and how to get its value from a row. */
export interface ViewField<T> {
  name: string;
  value: (row: T) => unknown;
  /** The keys of the object that it is, or `any`, for those differ from row to row; undefined for a plain value or a list of them. */
  parts?: readonly string[] | 'any';
}

/**
 * The fields of a row that programs see, in this order, on the command line and over HTTP. The names are a contract: fields may be
 * added, but not renamed or removed.
 */
export type View<T> = readonly ViewField<T>[];

/** The object that a view makes of a row. */
export type ObjectOf<V extends View<never>> = { [F in V[number] as F['name']]: ReturnType<F['value']> };

/** Converts a row to its JSON object. Instants stay dates, which serialise as ISO 8601 in UTC. */
export function objectOf<T, const V extends View<T>>(row: T, view: V): ObjectOf<V> {
  const object: Record<string, unknown> = {};
  for (const { name, value } of view) object[name] = value(row);
  // No type knows which field has which value; this one says what the line does.
  return object as ObjectOf<V>;
}

/** The contact as lists show it beside a call. */
export const contactParts = ['name', 'phoneNumber'] as const;

/** The campaign of a call that is shown by itself. */
export const campaignParts = ['id', 'name'] as const;
