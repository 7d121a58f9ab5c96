/** Which contacts: those that meet all of it. */
export interface ContactFilter {
  /**
   * Every word begins a word of name, e-mail, business, website, tags or custom fields, or is part of the number; what is nothing
   * but digits, spaces and the like is one part of the number, or such words.
   */
  search?: string | undefined;
  /** They have all of these. */
  tags?: readonly string[] | undefined;
  where?: readonly FieldValue[] | undefined;
}

/** A field, by its own name or a custom field's key, has this value, capitals or not; empty: it has none. */
export interface FieldValue {
  field: string;
  value: string;
}
