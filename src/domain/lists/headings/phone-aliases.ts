import { snakeCase } from '../../contacts/custom-fields.ts';

/** The rank of mobiles, which are tried first. */
export const mobileRank = 0;

/** The rank of a header so vague that it counts only in a list in which no other sounds like a phone. */
export const weakRank = 5;

/** Words before a phone that is the person's own. Not that of an assistant, a parent or the person whom a parcel goes to. */
const owners =
  `contact person customer client patient member guest lead applicant tenant owner student employee
  personal private main primary preferred best billing your my`.split(/\s+/);

const mobiles =
  `mobile mobilephone mobilenumber mobilephonenumber mobileno mobiletel cell cellphone cellnumber cellphonenumber
  cellno`.split(/\s+/);

const phones =
  `phone phonenumber phoneno telephone telephonenumber telephoneno tel telno contactnumber contactno
  contactphone`.split(/\s+/);

function ownersWith(words: readonly string[]): string[] {
  return owners.flatMap((owner) => words.map((word) => `${owner}${word}`));
}

/**
 * Headers of phone columns without case and punctuation, by rank: mobile, general, work, home, other, weak. Left out: faxes and
 * pagers, and phones of other people, such as an assistant's or a company's switchboard.
 */
export const phoneHeaders: readonly (readonly string[])[] = [
  [
    ...[...mobiles, ...ownersWith(mobiles)],
    ...`mobilenum mobiletelephone mobilecell cellular mob mobno mobph mobphone mobnumber mobiles mobilenumbers phonem phm
      telm telmobile telcell phonemobile phonecell personphonemobile personmobilephone handphone handphonenumber handphoneno
      workmobile workmobilephone workcell workcellphone businessmobile businessmobilephone companymobile homemobile
      mobilework mobilehome mobilepersonal mobileprimary mobilebusiness`.split(/\s+/),
  ],
  [
    ...[...phones, ...ownersWith(phones)],
    ...`telnumber phonenum ph phno phnumber phoneprimary phonemain phones phonenumbers contactnum contacttelephone
      bestnumber preferrednumber bestnumbertocall callbacknumber`.split(/\s+/),
  ],
  `businessphone businessphonenumber businesstelephone workphone workphonenumber worktelephone worktel officephone
    phbh phonebh telbh phonew phw telw bhphone phonework phonebusiness daytimephone dayphone businesshoursphone
    directphone directdial directdialnumber directnumber ddi ddinumber personphonework phoneoffice telwork teloffice
    telbusiness office work officetel officetelephone officephonenumber businesstel daytimetelephone`.split(
    /\s+/,
  ),
  `homephone homephonenumber hometelephone hometel personhomephone phah phoneah telah phoneh phh telh ahphone
    phonehome eveningphone afterhoursphone personphonehome telhome home landline landlinenumber
    landlineno landlinephone landlinetel fixedline homelandline eveningtelephone`.split(/\s+/),
  `otherphone otherphonenumber personotherphone personphoneother phoneother alternatephone alternativephone
    secondaryphone carphone defaultaddressphone whatsapp whatsappnumber whatsappno whatsappphone whatsappphonenumber
    alternatemobile alternativemobile secondarymobile
    othermobile`.split(/\s+/),
  'number mainnumber primarynumber homenumber worknumber officenumber'.split(' '),
];

/**
 * Returns whether a header has a word for a phone in it, whatever else it says: `Billing Phone`, `Emergency Tel`. A cancelled hotel has
 * none.
 */
export function soundsLikePhone(header: string): boolean {
  return /phone|mobile|telefon|(?:^|_)(?:tels?|cells?|mob|mobil|handy)(?:_|$)/.test(snakeCase(header));
}
