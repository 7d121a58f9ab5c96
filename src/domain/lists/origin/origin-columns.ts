import { snakeCase } from '../../contacts/custom-fields.ts';
import { addressPart } from '../../contacts/location/address.ts';
import { normalisedHeader } from '../headings/column-aliases.ts';

/**
 * What a column says about where its rows' phone numbers are. `maybeCountry` has another meaning in some lists, and counts only
 * where a country can be read in it; `prefix` is a dial code or an area code.
 */
export type OriginPart = 'country' | 'maybeCountry' | 'locale' | 'areaCode' | 'prefix';

/** Headers in snake_case, besides those that `addressPart` knows. */
const headers: Readonly<Record<OriginPart, string>> = {
  country: `country_name country_iso iso_country country_iso_code iso_country_code country_code_iso country_iso2 country_iso3
    country_alpha2 country_territory country_or_region country_region_code country_of_residence residence_country
    address_2_country address_3_country customer_country client_country account_country lead_country person_country
    organization_country organisation_country organization_address_country company_country_region pays pais
    dial_code dialing_code dialling_code dialcode calling_code country_calling_code country_dial_code
    country_dialing_code country_dialling_code phone_country phone_country_code mobile_country mobile_country_code
    tel_country_code telephone_country_code cell_country_code contact_country_code phone_cc mobile_cc
    isd isd_code idd idd_code intl_code international_code international_dialing_code international_dialling_code`,
  maybeCountry: 'cc land nation staat paese land_region phone_code ctry cntry',
  locale: 'locale user_locale customer_locale language_locale preferred_language language hs_language lang',
  areaCode: `area_code areacode phone_area_code telephone_area_code tel_area_code home_area_code work_area_code
    business_area_code std std_code phone_std_code city_code phone_city_code vorwahl`,
  prefix: 'phone_prefix mobile_prefix tel_prefix telephone_prefix dial_prefix dialling_prefix country_prefix',
};

/** Headers without Latin letters. */
const countriesElsewhere = new Set([
  '国',
  '国家',
  '國家',
  '国名',
  '國',
  '국가',
  'страна',
  'країна',
  'χώρα',
  'ארץ',
  'מדינה',
  'بلد',
  'الدولة',
]);

const parts: ReadonlyMap<string, OriginPart> = new Map(
  (['country', 'maybeCountry', 'locale', 'areaCode', 'prefix'] as const).flatMap((part) =>
    headers[part].split(/\s+/).map((header): [string, OriginPart] => [header, part]),
  ),
);

/** Returns what a column says about the origin of its rows' phone numbers. @param key of its custom field, which may be mapped */
export function originPart(header: string, key: string): OriginPart | undefined {
  for (const name of [snakeCase(header), key]) {
    if (addressPart(name) === 'country') return 'country';
    const part = parts.get(name);
    if (part !== undefined) return part;
  }
  return countriesElsewhere.has(normalisedHeader(header)) ? 'country' : undefined;
}

const business: ReadonlySet<string> = new Set(['business', 'work', 'office', 'company']);

/** Returns the word that a phone shares with the country of its address: `Home Phone` and `Home Country/Region` have `home`. */
export function ownerWord(header: string): string {
  const [first = ''] = snakeCase(header).split('_');
  return business.has(first) ? 'business' : first;
}
