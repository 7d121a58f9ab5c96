import type { Contact } from './contact.ts';
import { wallTimeAt, zoneAbbreviation } from './local-time.ts';
import { Problem } from './problem.ts';
import { formatDate, formatTime, formatWeekday, type Reader } from './time-display.ts';

/**
 * Names that Retell fills in by itself and a prompt would have from there. `current_time` is Retell's too, but theirs is
 * in Los Angeles, so ours overrides it on purpose.
 */
export const reservedVariables: ReadonlySet<string> = new Set([
  'current_hour',
  'current_calendar',
  'session_type',
  'session_duration',
  'direction',
  'user_number',
  'agent_number',
  'call_id',
  'call_type',
  'current_agent_state',
  'previous_agent_state',
]);

/** What an agent is told, and from what: `now` is when the call is placed. */
export interface VariableSources extends Reader {
  contact: Omit<Contact, 'id' | 'tags' | 'doNotCallAt' | 'createdAt' | 'updatedAt'>;
  /** What the operator set for this call. */
  given: Readonly<Record<string, string>>;
  now: Date;
  /** The operator's zone, for a contact whose own is not known. */
  zone: string;
}

/**
 * The variables an agent's prompt may use. Where names meet, the contact's custom fields give way to the standard variables,
 * and both to `given`. Custom fields with a reserved name are left out.
 */
export function dynamicVariables({
  contact,
  given,
  now,
  zone,
  locale,
}: VariableSources): Record<string, string> {
  const custom = Object.entries(contact.customFields).filter(([key]) => !reservedVariables.has(key));
  return {
    ...Object.fromEntries(custom),
    ...contactVariables(contact),
    ...clockVariables(now, { zone: contact.timezone ?? zone, locale }),
    ...given,
  };
}

/**
 * Reads `key=value`; the value may be empty or hold `=` itself.
 *
 * @throws Problem `usage` `invalid_variable` if there is no `=` or the key is not letters, digits and `_`; `reserved_variable`
 * if the key is one of {@link reservedVariables}
 */
export function parseVariable(text: string): [key: string, value: string] {
  const [, key, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    throw new Problem('usage', {
      code: 'invalid_variable',
      message: `"${text}" is not a variable.`,
      hint: 'Write key=value, such as offer_code=SPRING; a key has letters, digits and _, and no digit first.',
    });
  }
  if (reservedVariables.has(key)) {
    throw new Problem('usage', {
      code: 'reserved_variable',
      message: `"${key}" is a variable that Retell fills in by itself.`,
      hint: `Choose another name, such as my_${key}, and use that one in the agent's prompt.`,
    });
  }
  return [key, value];
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

function clockVariables(now: Date, reader: Reader): Record<string, string> {
  return {
    current_date: formatDate(now, reader),
    current_time: formatTime(now, reader),
    current_day: formatWeekday(now, reader),
    current_timezone: zoneAbbreviation(now, reader.zone, reader.locale),
    greeting: greetingAt(wallTimeAt(now, reader.zone).hour),
  };
}

/** Morning until 12:00, afternoon until 18:00, evening until midnight. */
function greetingAt(hour: number): string {
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}
