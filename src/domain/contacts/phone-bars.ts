import type { CountryCallingCode, NumberType, PhoneNumber } from 'libphonenumber-js/max';

/** Types of numbers that are in use and must not be called. */
const types: Partial<Record<Exclude<NumberType, undefined>, string>> = {
  PREMIUM_RATE: 'it is a premium-rate number',
  PAGER: 'it is a pager',
  VOICEMAIL: 'it is a voicemail box',
};

/** Calling codes of satellites and of other networks without a country (ITU-T E.164, annex). */
const networks: ReadonlySet<CountryCallingCode> = new Set(['870', '878', '881', '882', '883']);

/** What is dialled before a number within countries where it is not 0, by calling code. */
const trunkDigits: Readonly<Record<CountryCallingCode, string>> = { 1: '1', 7: '8', 375: '8', 993: '8' };

/** Returns why a number must not be called although it is in use; undefined if it may be. */
export function barOn({ countryCallingCode }: PhoneNumber, type: NumberType): string | undefined {
  if (networks.has(countryCallingCode))
    return 'it is a satellite phone or in another international network, which costs what a premium-rate number does';
  return type === undefined ? undefined : types[type];
}

/**
 * Returns whether a number has both its country's code and the digit that is dialled instead within the country. libphonenumber
 * removes the digit, so that `+1 123 123 12321`, with a digit too many, becomes somebody's `+1 231 231 2321`.
 *
 * @param value as it was written
 */
export function hasTrunkDigitToo(
  value: string,
  { countryCallingCode, nationalNumber }: PhoneNumber,
): boolean {
  const trunk = trunkDigits[countryCallingCode];
  if (trunk === undefined) return false;
  const written = value.replace(/\D/g, '').replace(/^011(?=1)/, '');
  return written === `${countryCallingCode}${trunk}${nationalNumber}`;
}

/**
 * The most digits that a number without its area code has, in countries where one with it can be as short. Of the countries where 0 is
 * dialled first, these have landlines of seven digits or fewer, their area code included, and longer ones too.
 */
const longestLocal: ReadonlyMap<string, number> = new Map([
  ...'AX BD CD CN CU FI ID IR KE MM PH PY RO RS SE SK XK'
    .split(' ')
    .map((country): [string, number] => [country, 8]),
  ...['BG', 'IE'].map((country): [string, number] => [country, 7]),
  ...['AT', 'DE'].map((country): [string, number] => [country, 9]),
]);

/** Returns whether numbers of a country have no fixed length, so that a few digits more or less make somebody else's. */
export function hasNoFixedLength(country: string): boolean {
  return longestLocal.has(country);
}

/**
 * Returns whether a number may lack its area code: `234567` in Germany is somebody's in each town, and not that of Soest (0234)
 * which lost its 0.
 *
 * @param value as it was written @param nationalNumber without the 0
 */
export function mayLackAreaCode(value: string, nationalNumber: string, country: string): boolean {
  const longest = longestLocal.get(country);
  if (longest === undefined || nationalNumber.length > longest) return false;
  return !value.startsWith('+') && value.replace(/\D/g, '') === nationalNumber;
}
