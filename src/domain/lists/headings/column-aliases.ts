import { markHeading } from '../marks/mark-headings.ts';
import { phoneHeaders } from './phone-aliases.ts';

/** The built-in meanings of columns. Any other column is a custom field. */
export type HeaderKind = 'phone' | SingleKind;

type SingleKind =
  | ('name' | 'firstName' | 'middleName' | 'lastName' | 'email' | 'businessName' | 'businessWebsite')
  | ('timezone' | 'tags' | 'doNotCall' | 'mayCall');

/** Kinds whose headers are listed by name. */
type NamedKind = Exclude<SingleKind, 'doNotCall' | 'mayCall'>;

/** A header with a built-in meaning. */
export interface KnownHeader {
  kind: HeaderKind | 'ignored';
  /** For a phone column, how late it is tried: 0 for mobiles. */
  rank: number;
}

/** Headers of other columns, without case and punctuation. */
const headers: Record<NamedKind, string> = {
  name: `name fullname contactname contact displayname customername custname customer client clientname patientname
    membername leadname guestname`,
  firstName: 'firstname givenname forename first fname givennames firstnames',
  middleName: 'middlename middlenames middle additionalname',
  lastName: 'lastname surname familyname last lname colastname',
  email: 'email emailaddress mail contactemail emailaddr emailid customeremail primaryemail',
  businessName: `businessname business company companyname organisation organization accountname organisationname
    organizationname companyaccount accountaccountname associatedcompany associatedcompanyname
    associatedcompanyprimary tradingname`,
  businessWebsite: `businesswebsite website web url companywebsite websiteurl homepage webpage webaddress
    websiteaddress www`,
  timezone: 'timezone tz timezonename hstimezone timezonesidkey contacttimezone',
  tags: 'tags tag labels groups groupmembership categories contacttags',
};

const known = new Map<string, KnownHeader>([
  ...phoneHeaders.flatMap((names, rank) =>
    names.map((name): [string, KnownHeader] => [name, { kind: 'phone', rank }]),
  ),
  ...namedKinds().flatMap((kind) =>
    headers[kind].split(/\s+/).map((name): [string, KnownHeader] => [name, { kind, rank: 0 }]),
  ),
]);

/**
 * Returns the meaning of a header in exports of HubSpot, Salesforce, Google Contacts, Outlook, Xero, MYOB and Mailchimp, and in lists that
 * people make themselves. Google's numbered columns (`Phone 2 - Value`) mean what their word means, and the columns with their
 * types are ignored. A header that ends with a digit can be another phone or e-mail (`Home Phone 2`).
 *
 * @returns undefined for a custom field
 */
export function knownHeader(header: string): KnownHeader | undefined {
  const name = normalisedHeader(header);
  if (/^(?:phone|email|website|address|organi[sz]ation|im)\d{1,2}(?:type|label)$/.test(name)) {
    return { kind: 'ignored', rank: 0 };
  }
  const whole = name
    .replace(/^(phone|email|website)\d{1,2}value$/, '$1')
    .replace(/^(email)\d(address)$|^(organization)1(name)$/, '$1$2$3$4')
    .replace(/^addr1(phone|email)\d?$/, '$1')
    .replace(/^addr[2-5]phone\d$/, 'otherphone');
  const found = known.get(whole);
  if (found !== undefined) return found;
  const mark = markHeading(name);
  if (mark === 'doNotCall' || mark === 'mayCall') return { kind: mark, rank: 0 };
  const another = known.get(whole.replace(/\d$/, ''));
  return another?.kind === 'phone' || another?.kind === 'email' ? another : undefined;
}

/** Returns headers, normalised, of the column with the types of this column's phones: `Phone 1 - Label` for `Phone 1 - Value`. */
export function labelHeaders(header: string): string[] {
  const [, phone] = /^(phone\d{0,2})(?:value)?$/.exec(normalisedHeader(header)) ?? [];
  return phone === undefined ? [] : [`${phone}label`, `${phone}type`];
}

/** Returns a header without case and punctuation. */
export function normalisedHeader(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function namedKinds(): NamedKind[] {
  return [
    ...(['name', 'firstName', 'middleName', 'lastName', 'email', 'businessName'] as const),
    ...(['businessWebsite', 'timezone', 'tags'] as const),
  ];
}
