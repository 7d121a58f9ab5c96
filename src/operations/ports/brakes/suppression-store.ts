import type { Suppression } from '../../../domain/contacts/suppression/suppression.ts';
import type { Page, PageQuery } from '../paging/page.ts';

export interface Suppressed {
  /** Entries that were not listed before. */
  added: number;
  /** Ids of the calls that were cancelled. */
  cancelled: number[];
}

export interface Unsuppressed {
  /** In the order of the request. */
  removed: string[];
  missing: string[];
  /** Numbers that may still not be called, and the entry because of which. */
  stillListed: { phoneNumber: string; by: string }[];
}

/** The do-not-call list: numbers, and beginnings of numbers, with or without a contact. */
export interface SuppressionStore {
  /**
   * Enters these in the list, marks the contacts that have such a number, and cancels the calls to them that have not been placed, in
   * one transaction. What is listed already keeps its date, source and reason.
   */
  suppress(entries: readonly Suppression[], now: Date): Promise<Suppressed>;
  /** Takes these entries out of the list, and the marks of contacts that no other entry covers. */
  unsuppress(phoneNumbers: readonly string[], now: Date): Promise<Unsuppressed>;
  /** Returns the entry that a number is listed by; undefined if it is not. */
  suppressionOf(phoneNumber: string): Promise<Suppression | undefined>;
  /** Returns the entries of these numbers that exist, in this order. */
  suppressions(phoneNumbers: readonly string[]): Promise<Suppression[]>;
  /** Returns the first entries after this one, in order of number. */
  suppressionsAfter(phoneNumber: string, limit: number): Promise<Suppression[]>;
  /** Returns a page of entries, in order of number. */
  pageOfSuppressions(query: PageQuery<'phoneNumber'>): Promise<Page<Suppression>>;
}
