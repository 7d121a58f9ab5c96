/** Somebody who may be phoned. A contact is its phone number: no two have the same. */
export interface Contact {
  id: number;
  /** As imported; empty when the list had none. */
  name: string;
  /** E.164. */
  phoneNumber: string;
  email: string | null;
  businessName: string | null;
  businessWebsite: string | null;
  /** IANA name of the zone in which this person lives, if known. */
  timezone: string | null;
  /** Every other column of the operator's list, by its snake_case key. */
  customFields: Record<string, string>;
  /** In alphabetical order; none is there twice, capitals or not. */
  tags: string[];
  /** Since when this person must not be phoned; null for somebody who may be. */
  doNotCallAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What one row of a list says of a contact. A field that is absent says nothing, and changes nothing. */
export interface ContactDraft {
  phoneNumber: string;
  name?: string;
  email?: string;
  businessName?: string;
  businessWebsite?: string;
  timezone?: string;
  customFields: Record<string, string>;
  tags?: string[];
  /** A list can only set the mark: one that was set stays. */
  doNotCall?: true;
  /** What the list has a column for and says nothing of; only `--overwrite-empty` takes that for an answer. */
  emptied?: { fields: ContactTextField[]; customKeys: string[] };
  /** It only adds what is not known yet: the contact stood in the same list before. */
  isRepeat?: boolean;
}

/** What `contacts edit` changes: null clears a field, and a custom field that is null goes. */
export interface ContactChanges {
  phoneNumber?: string;
  name?: string;
  email?: string | null;
  businessName?: string | null;
  businessWebsite?: string | null;
  timezone?: string | null;
  customFields?: Record<string, string | null>;
  doNotCall?: boolean;
}

/** The fields of a contact that hold one plain text each. */
export const contactTextFields = ['name', 'email', 'businessName', 'businessWebsite', 'timezone'] as const;

export type ContactTextField = (typeof contactTextFields)[number];
