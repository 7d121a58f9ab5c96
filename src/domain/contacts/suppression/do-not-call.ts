import type { Contact } from '../contact.ts';
import { areTwoPeople, fold } from '../names.ts';
import { saysDoNotCall } from './mark-texts.ts';

const marks = new Map<string, boolean>([
  ...[
    ...[
      'yes',
      'y',
      'true',
      't',
      '1',
      'x',
      'on',
      'checked',
      '✓',
      '✔',
      '☑',
      'opted out',
      'opt out',
      'opted-out',
    ],
    ...['opt-out', 'unsubscribed', 'registered', 'listed', 'tps', 'ctps', 'suppressed', 'blocked', 'never'],
  ].map((text) => [text, true] as const),
  ...[
    ...['no', 'n', 'false', 'f', '0', 'off', 'unchecked', '☐', 'opted in', 'opt in', 'opted-in', 'opt-in'],
    ...['not registered', 'not listed', 'may call', 'can call', 'ok to call'],
  ].map((text) => [text, false] as const),
  // Dynamics 365 exports whether calls are allowed.
  ...[['do not allow', true] as const, ['allow', false] as const],
]);

/**
 * Reads a filled cell of a `Do Not Call` column.
 *
 * @returns whether the person must not be called; undefined if the text is neither yes nor no, and so must not lead to a call
 */
export function readDoNotCall(text: string): boolean | undefined {
  return marks.get(text.toLowerCase()) ?? (saysDoNotCall(text) ? true : undefined);
}

type Person = Pick<Contact, 'name' | 'email'>;

/**
 * Returns whether two contacts with different numbers seem to be one person: they have the same e-mail, and their names are not
 * clearly of two people. Then the do-not-call mark of one counts for the other, until a person lifts it. The e-mail alone may be an
 * office's, or stand for none; the name alone belongs to many.
 */
export function seemSamePerson(one: Person, other: Person): boolean {
  if (!one.email || !other.email || fold(one.email) !== fold(other.email)) return false;
  return !areTwoPeople(one.name, other.name);
}

/** Where a contact's mark was taken over from: another contact who seems the same person; null: the number was marked already. */
export interface TakenOverMark {
  since: Date;
  markOf: Pick<Contact, 'id' | 'name' | 'phoneNumber'> | null;
}
