import type { ContactChanges } from '../../domain/contacts/contact.ts';
import { Problem } from '../../domain/problem.ts';
import { requireTimeZone } from '../../domain/time/time-zone.ts';

/** What `contacts add` and `contacts edit` are told of a contact. */
export interface ContactOptions {
  phone?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  businessName?: string | undefined;
  businessWebsite?: string | undefined;
  timezone?: string | undefined;
  set?: Record<string, string> | undefined;
  doNotCall?: true | undefined;
}

/** What the options say, an empty text clearing its field. @throws Problem for a zone that is none */
export async function changesOf(options: ContactOptions): Promise<ContactChanges> {
  const { storable } = await import('../../domain/contacts/contact-text.ts');
  const cleared = (text: string) => storable(text) || null;
  const changes: ContactChanges = {};
  if (options.name !== undefined) changes.name = storable(options.name);
  if (options.email !== undefined) changes.email = await emailOf(storable(options.email));
  if (options.businessName !== undefined) changes.businessName = cleared(options.businessName);
  if (options.businessWebsite !== undefined) changes.businessWebsite = cleared(options.businessWebsite);
  if (options.timezone !== undefined)
    changes.timezone = options.timezone.trim() ? requireTimeZone(options.timezone) : null;
  if (options.doNotCall) changes.doNotCall = true;
  if (options.set) {
    const { snakeCase } = await import('../../domain/contacts/custom-fields.ts');
    const fields = Object.entries(options.set).map(([key, value]) => [
      fieldKey(key, snakeCase(key), hasPlace.has(snakeCase(key))),
      cleared(value),
    ]);
    changes.customFields = Object.fromEntries(fields);
  }
  return changes;
}

/** What somebody would look for in vain among custom fields: who must not be called, and who has a tag. */
const hasPlace: ReadonlySet<string> = new Set(['do_not_call', 'tags']);

/** @param isOwn whether it is kept elsewhere */
function fieldKey(text: string, key: string, isOwn: boolean): string {
  if (isOwn) {
    throw new Problem('usage', {
      code: 'not_custom',
      message: `"${text}" is no custom field: it has a place of its own.`,
      hint: "Use --do-not-call; tags are given with 'voicebot contacts tag'.",
    });
  }
  if (key) return key;
  throw new Problem('usage', {
    code: 'invalid_field',
    message: `"${text}" cannot be the name of a field.`,
    hint: 'Use letters and digits, such as plan_tier.',
  });
}

/** A list may give several addresses, of which the first is the contact's; here it is not guessed. */
async function emailOf(text: string): Promise<string | null> {
  const { firstAddress } = await import('../../domain/contacts/contact-text.ts');
  if (firstAddress(text) === text) return text || null;
  throw new Problem('usage', {
    code: 'invalid_email',
    message: `"${text}" is more than one e-mail address.`,
    hint: "Give the first here, and others with --set, such as --set 'other_email=…'.",
  });
}
