import type { Contact } from '../../contacts/contact.ts';
import { wallTimeAt } from '../../time/local-time.ts';
import {
  formatDate,
  formatTime,
  formatWeekday,
  type Reader,
  zoneAbbreviation,
} from '../../time/time-display.ts';
import { reservedVariables } from './variable-overrides.ts';

/** What an agent's variables are made from. */
export interface VariableSources extends Reader {
  contact: Omit<Contact, 'id' | 'tags' | 'doNotCallAt' | 'createdAt' | 'updatedAt'>;
  /** The operator's own variables for this call. */
  overrides: Readonly<Record<string, string>>;
  /** When the call is placed. */
  now: Date;
  /** The operator's zone, for a contact whose own zone is unknown. */
  zone: string;
}

/**
 * Returns the variables that an agent's prompt can use. Standard variables win over custom fields of the same name, and
 * `overrides` over both. Custom fields with a reserved name are left out.
 */
export function dynamicVariables({
  contact,
  overrides,
  now,
  zone,
  locale,
}: VariableSources): Record<string, string> {
  const custom = Object.entries(contact.customFields).filter(([key]) => !reservedVariables.has(key));
  return {
    ...Object.fromEntries(custom),
    ...contactVariables(contact),
    ...clockVariables(now, { zone: contact.timezone ?? zone, locale }),
    ...overrides,
  };
}

function contactVariables(contact: VariableSources['contact']): Record<string, string> {
  return {
    contact_name: contact.name,
    contact_phone: contact.phoneNumber,
    ...(contact.email ? { contact_email: contact.email } : {}),
    ...(contact.businessName ? { business_name: contact.businessName } : {}),
    ...(contact.businessWebsite ? { business_website: contact.businessWebsite } : {}),
  };
}

/** Returns the variables that tell the time, as someone in this zone reads it. */
export function clockVariables(now: Date, reader: Reader): Record<string, string> {
  return {
    current_date: formatDate(now, reader),
    current_time: formatTime(now, reader),
    current_day: formatWeekday(now, reader),
    current_timezone: zoneAbbreviation(now, reader),
    greeting: greetingAt(wallTimeAt(now, reader.zone).hour),
  };
}

/** Returns the greeting: morning until 12:00, afternoon until 18:00, evening until midnight. */
function greetingAt(hour: number): string {
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}

/** Returns the variables of an earlier call for another one: without those that tell the time. */
export function withoutClock(variables: Readonly<Record<string, string>>): Record<string, string> {
  const ofClock = clockVariables(new Date(0), { zone: 'UTC', locale: 'en' });
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !Object.hasOwn(ofClock, name)));
}
