import { snakeCase } from './custom-fields.ts';

/** Which contacts: those that meet every condition. */
export interface ContactFilter {
  /**
   * Every word is the start of a word in name, e-mail, business, website, tags or custom fields, or part of the number. A query of
   * digits and punctuation alone matches part of the number as a whole, or words.
   */
  search?: string | undefined;
  /** The contact has all of these tags. */
  tags?: readonly string[] | undefined;
  where?: readonly FieldValue[] | undefined;
}

/** Reads `field=value`; undefined if it does not say which field. */
export function readFieldValue(text: string): FieldValue | undefined {
  const index = text.indexOf('=');
  const field = snakeCase(text.slice(0, Math.max(0, index)));
  return field === '' ? undefined : { field, value: text.slice(index + 1).trim() };
}

/** A field, built-in or custom, and the value that it has in any case; an empty value stands for none. */
export interface FieldValue {
  field: string;
  value: string;
}
