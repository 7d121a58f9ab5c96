/** What the header of a column may say of a contact, beside custom fields. */
export type HeaderKind = 'phone' | SingleKind;

type SingleKind =
  | ('name' | 'firstName' | 'middleName' | 'lastName' | 'email' | 'businessName' | 'businessWebsite')
  | ('timezone' | 'tags' | 'doNotCall');

/** What is known of a header. */
export interface KnownHeader {
  kind: HeaderKind | 'ignored';
  /** Of a phone column: 0 for mobiles, and the higher the less sure. */
  rank: number;
}

/** The rank of mobiles: they are asked first. */
export const mobileRank = 0;

/** The rank of a header that says so little that any other phone column is taken instead. */
export const weakRank = 5;

/**
 * Headers of phone columns without case and punctuation, by rank: mobile, general, at work, at home, other, weak. Not here: fax and
 * pager, on which nobody speaks, and phones of somebody else, such as an assistant's or a company's switchboard.
 */
const phoneHeaders = [
  `mobile mobilephone mobilenumber mobilephonenumber mobileno mobilenum mobiletelephone mobiletel mobilecell
   cell cellphone cellnumber cellphonenumber cellno cellular mob mobno mobph mobphone mobnumber phonem phm telm
   phonemobile phonecell personmobilephone personmobile primarymobile contactmobile handphone handphonenumber`,
  `phone phonenumber primaryphone primaryphonenumber mainphone contactnumber contactphone contactphonenumber
   telephone telephonenumber telephoneno tel telno telnumber phoneno phonenum ph phno phnumber phoneprimary
   customerphone clientphone leadphone`,
  `businessphone businessphonenumber businesstelephone workphone workphonenumber worktelephone worktel officephone
   phbh phonebh telbh phonew phw telw bhphone phonework phonebusiness daytimephone dayphone businesshoursphone
   directphone directdial directdialnumber directnumber ddi ddinumber`,
  `homephone homephonenumber hometelephone hometel personhomephone phah phoneah telah phoneh phh telh ahphone
   phonehome eveningphone afterhoursphone`,
  'otherphone otherphonenumber personotherphone phoneother alternatephone alternativephone secondaryphone carphone',
  'number',
].map((text) => text.split(/\s+/));

/** Headers of the other columns, without case and punctuation. */
const headers: Record<SingleKind, string> = {
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
  doNotCall: `donotcall dnc donotphone donotcallflag dncflag dncstatus donotcallstatus donotallowphonecalls donotcontact
    optoutofcalls optedoutofcalls calloptout callsoptout phoneoptout phonecalloptout optoutphone optoutcalls
    hasoptedoutofcalls hasoptedoutofphone nocall nocalls nophonecalls persondonotcall`,
};

const known = new Map<string, KnownHeader>([
  ...phoneHeaders.flatMap((names, rank) =>
    names.map((name): [string, KnownHeader] => [name, { kind: 'phone', rank }]),
  ),
  ...singleKinds().flatMap((kind) =>
    headers[kind].split(/\s+/).map((name): [string, KnownHeader] => [name, { kind, rank: 0 }]),
  ),
]);

/**
 * What is known of a header: its meaning in the exports of HubSpot, Salesforce, Google Contacts, Outlook, Xero and Mailchimp, and in the
 * lists people keep themselves. Of Google's numbered columns (`Phone 2 - Value`) each is what the word says; the columns that
 * only say of which sort such a value is are ignored. A number at the end makes another phone or e-mail of it (`Home Phone 2`).
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
    .replace(/^(email)\d(address)$|^(organization)1(name)$/, '$1$2$3$4');
  const found = known.get(whole);
  if (found !== undefined) return found;
  if (saysDoNotCall(name)) return { kind: 'doNotCall', rank: 0 };
  const another = known.get(whole.replace(/\d$/, ''));
  return another?.kind === 'phone' || another?.kind === 'email' ? another : undefined;
}

/** However it is put: a mark that went unread would have somebody phoned, and one that cannot be read refuses its row. */
function saysDoNotCall(name: string): boolean {
  if (/mail|sms|fax|text|(?:reason|notes?|comments?|source|by)$/.test(name)) return false;
  return /donot(?:call|phone|ring|contact)|^(?:on)?dnc|dnc$|^dnd$|opt(?:ed)?out|no(?:phone)?calls?$/.test(
    name,
  );
}

/** Which header says what sort of phone stands under this one: `Phone 1 - Label` for `Phone 1 - Value`. Both normalised. */
export function labelHeaders(header: string): string[] {
  const [, phone] = /^(phone\d{0,2})(?:value)?$/.exec(normalisedHeader(header)) ?? [];
  return phone === undefined ? [] : [`${phone}label`, `${phone}type`];
}

/** A header without case and punctuation. */
export function normalisedHeader(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function singleKinds(): SingleKind[] {
  return [
    ...(['name', 'firstName', 'middleName', 'lastName', 'email', 'businessName'] as const),
    ...(['businessWebsite', 'timezone', 'tags', 'doNotCall'] as const),
  ];
}
