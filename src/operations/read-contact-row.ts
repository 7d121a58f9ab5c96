import type { ContactDraft } from '../domain/contact.ts';
import { type Column, phoneColumns } from '../domain/contact-columns.ts';
import { canonicalTimeZone } from '../domain/local-time.ts';
import { parsePhoneNumber } from '../domain/phone-number.ts';

export type RowReading = { ok: true; draft: ContactDraft } | { ok: false; reason: string };

/**
 * A row of an operator's list as a contact, or why it is none. Empty cells say nothing.
 *
 * @param country how a number without `+` is read
 */
export function readContactRow(
  cells: readonly string[],
  columns: readonly Column[],
  country: string,
): RowReading {
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (extra.length > 0) {
    return refused(
      `the row has ${cells.length} cells and the header ${columns.length}; is a comma not in quotes?`,
    );
  }
  const phone = readPhone(cells, columns, country);
  if (!phone.ok) return phone;
  const draft: ContactDraft = { phoneNumber: phone.number, customFields: {} };
  const names: Partial<Record<'firstName' | 'lastName', string>> = {};
  for (const [place, { header, meaning }] of columns.entries()) {
    const text = cells[place]?.trim();
    if (!text) continue;
    switch (meaning.kind) {
      case 'phone':
      case 'ignored':
        break;
      case 'custom':
        draft.customFields[meaning.key] = text;
        break;
      case 'firstName':
      case 'lastName':
        names[meaning.kind] = text;
        break;
      case 'timezone': {
        const zone = canonicalTimeZone(text);
        if (!zone) return refused(`${header} "${text}": not an IANA time zone such as Australia/Perth`);
        draft.timezone = zone;
        break;
      }
      default:
        draft[meaning.kind] = text;
    }
  }
  const name = draft.name ?? [names.firstName, names.lastName].filter(Boolean).join(' ');
  return { ok: true, draft: name ? { ...draft, name } : draft };
}

/** The first of the phone columns that holds a valid number; else why the first that is filled does not. */
function readPhone(cells: readonly string[], columns: readonly Column[], country: string) {
  const filled = phoneColumns(columns)
    .map((place) => ({ header: columns[place]?.header ?? '', text: cells[place]?.trim() ?? '' }))
    .filter(({ text }) => text !== '');
  const readings = filled.map(({ header, text }) => {
    const reading = parsePhoneNumber(text, country);
    return reading.ok ? reading : refused(`${header} "${text}": ${reading.reason}`);
  });
  return readings.find((reading) => reading.ok) ?? readings[0] ?? refused('there is no phone number');
}

function refused(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
