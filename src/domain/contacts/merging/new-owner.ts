import type { Contact } from '../contact.ts';
import { areTwoPeople, fold } from '../names.ts';

/** What to do with a row that gives the number of a contact to someone else. */
export const newOwnerPolicies = ['reject', 'keep', 'replace'] as const;

export type NewOwnerPolicy = (typeof newOwnerPolicies)[number];

/** What tells one owner of a phone number from another. */
export type Owner = { [Field in 'name' | 'email' | 'businessName']?: Contact[Field] | undefined };

/**
 * Returns whether two owners of one phone number are clearly two people: their names share no word but a title, and they have no
 * e-mail in common. The name of one may be that of the business of the other.
 */
export function areTwoOwners(one: Owner, other: Owner): boolean {
  if (!one.name || !other.name || one.name === other.name) return false;
  const [name, otherName] = [withoutTitles(one.name), withoutTitles(other.name)];
  if (!areTwoPeople(name, otherName)) return false;
  if (one.email && other.email && fold(one.email) === fold(other.email)) return false;
  return !isName(name, other.businessName) && !isName(otherName, one.businessName);
}

const titles =
  /(?<![\p{L}\p{N}])(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|the|and|pty|ltd|limited|inc|llc|gmbh|co)(?![\p{L}\p{N}])/giu;

/** Returns a name without titles and legal forms, which two people or two businesses may share; as it is if it has nothing else. */
function withoutTitles(name: string): string {
  const rest = name.replace(titles, '');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : name;
}

/** Returns whether a business has this name, apart from its legal form. */
function isName(name: string, business: string | null | undefined): boolean {
  return Boolean(business) && lettersOf(name) === lettersOf(withoutTitles(business ?? ''));
}

function lettersOf(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '');
}
