/** One of Retell's own contacts, as its API shows it. */
export interface SimulatedContact {
  contact_id: string;
  org_id: string;
  phone_number: string;
  do_not_call: boolean;
  created_timestamp: number;
}

/** The contacts of the simulated Retell: at most one for a number. */
export class ContactBook {
  readonly #contacts = new Map<string, SimulatedContact>();

  /** Enters a contact, or changes its mark. */
  enter(phoneNumber: string, doNotCall: boolean): SimulatedContact {
    const known = this.#contacts.get(phoneNumber);
    const contact = {
      contact_id: known?.contact_id ?? `contact_${this.#contacts.size + 1}`,
      org_id: 'org_simulated',
      phone_number: phoneNumber,
      do_not_call: doNotCall,
      created_timestamp: 0,
    };
    this.#contacts.set(phoneNumber, contact);
    return contact;
  }

  ofNumber(phoneNumber: string): SimulatedContact | undefined {
    return this.#contacts.get(phoneNumber);
  }

  /** Returns every contact, in order of entry. */
  all(): SimulatedContact[] {
    return [...this.#contacts.values()];
  }
}
