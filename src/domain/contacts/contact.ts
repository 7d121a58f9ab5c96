/** A person who can be called. The phone number identifies the contact: no two contacts have the same. */
export interface Contact {
  id: number;
  /** As imported; empty if the list had none. */
  name: string;
  /** E.164 */
  phoneNumber: string;
  email: string | null;
  businessName: string | null;
  businessWebsite: string | null;
  /** IANA name of the person's time zone, if known. */
  timezone: string | null;
  /** Every other column of the operator's list, by its snake_case key. */
  customFields: Record<string, string>;
  /** In alphabetical order, without two that differ only in case. */
  tags: string[];
  /** When the person was marked do-not-call; null if the person may be called. */
  doNotCallAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A contact without what the store adds. */
export type ContactDetails = Omit<Contact, 'id' | 'createdAt' | 'updatedAt'>;

/** What one row of a list says about a contact. A field that is absent changes nothing. */
export interface ContactDraft {
  phoneNumber: string;
  name?: string;
  email?: string;
  businessName?: string;
  businessWebsite?: string;
  timezone?: string;
  customFields: Record<string, string>;
  tags?: string[];
  /** A list can set the mark, never clear it. */
  doNotCall?: true;
  /** Fields whose cells are empty. They clear the contact's values only with `overwriteEmpty`. */
  emptied?: { fields: ContactTextField[]; customKeys: string[] };
  /** Whether an earlier row of the same list had the number; then the row only fills gaps. */
  isRepeat?: boolean;
}

/** An operator's changes to one contact. Null clears a field or removes a custom field. */
export interface ContactChanges {
  phoneNumber?: string;
  name?: string;
  email?: string | null;
  businessName?: string | null;
  businessWebsite?: string | null;
  timezone?: string | null;
  customFields?: Record<string, string | null>;
  /** All that the contact has afterwards. */
  tags?: string[];
  doNotCall?: boolean;
}

/** The fields of a contact that hold a single text. */
export const contactTextFields = ['name', 'email', 'businessName', 'businessWebsite', 'timezone'] as const;

export type ContactTextField = (typeof contactTextFields)[number];

/** Returns a contact with an operator's changes. A do-not-call mark that is set again keeps its date. */
export function changedContact(known: Contact, changes: ContactChanges, now: Date): ContactDetails {
  const { id, createdAt, updatedAt, ...details } = known;
  const { doNotCall = known.doNotCallAt !== null, customFields = {}, ...fields } = changes;
  const merged = Object.entries<string | null>({ ...known.customFields, ...customFields });
  return {
    ...details,
    ...fields,
    customFields: Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null)),
    doNotCallAt: doNotCall ? (known.doNotCallAt ?? now) : null,
  };
}
