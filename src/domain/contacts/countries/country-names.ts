import { countryCodes } from './country.ts';

/** English names that Unicode's list lacks, as {@link plainName} returns them. Scotland's numbers are those of the United Kingdom. */
const otherNames: Readonly<Record<string, string>> = {
  AE: 'uae, emirates',
  BA: 'bosnia, bosnia herzegovina',
  BQ: 'bonaire, bonaire st eustatius and saba',
  CD: 'democratic republic of the congo, congo democratic republic of the, dr congo, drc, zaire',
  CG: 'republic of the congo, congo republic of the',
  CI: 'ivory coast',
  CN: 'peoples republic of china, china peoples republic of, prc, mainland china',
  CV: 'cape verde',
  CZ: 'czech republic',
  FM: 'federated states of micronesia',
  GB: 'great britain, britain, england, scotland, wales, northern ireland',
  HK: 'hong kong, hong kong china, hong kong sar, hongkong',
  IE: 'republic of ireland, eire',
  KP: 'korea democratic peoples republic of, democratic peoples republic of korea, dprk',
  KR: 'republic of korea, korea',
  LA: 'lao peoples democratic republic, lao pdr',
  MK: 'macedonia',
  MO: 'macao, macau, macao china, macau china, macao sar, macau sar',
  NL: 'holland',
  PS: 'palestine, state of palestine',
  RU: 'russian federation',
  SY: 'syrian arab republic',
  SZ: 'swaziland',
  TL: 'east timor',
  TR: 'turkey',
  TW: 'republic of china',
  TZ: 'united republic of tanzania',
  US: 'united states of america, america',
  VA: 'holy see, vatican',
  VG: 'virgin islands british',
  VI: 'virgin islands us, virgin islands',
};

/** Languages in which lists write countries when they do not in English. */
const languages =
  'de fr es it nl pt sv da nb fi pl cs sk hu ro bg hr sl el tr ru uk et lv lt ar he hi th vi id ms zh zh-Hant ja ko'.split(
    ' ',
  );

/** Codes by English names; null for a name that two countries have. */
let english: Map<string, string | null> | undefined;

/** Codes by names in other languages. It takes some 20 ms to make, which a list in English saves. */
let foreign: Map<string, string | null> | undefined;

/**
 * Returns the code of the country with this name, in English or in one of the languages of lists: `Neuseeland` → `NZ`.
 *
 * @returns undefined for any other text, and for a name that two countries have (`Congo`)
 */
export function countryByName(text: string): string | undefined {
  const name = plainName(text);
  if (name === '') return undefined;
  english ??= englishNames();
  const code = english.get(name);
  if (code !== undefined) return code ?? undefined;
  foreign ??= foreignNames();
  return foreign.get(name) ?? undefined;
}

/** Returns a name in small letters without accents, points and what names differ in: `The Côte d’Ivoire` → `cote divoire`. */
function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/&/g, ' and ')
    .replace(/['’‘`´.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bsaint\b/g, 'st')
    .trim()
    .replace(/^the /, '');
}

function englishNames(): Map<string, string | null> {
  const names = namesIn(['en']);
  for (const [code, others] of Object.entries(otherNames))
    for (const name of others.split(', ')) names.set(name, code);
  names.set('congo', null);
  return names;
}

function foreignNames(): Map<string, string | null> {
  return namesIn(languages);
}

function namesIn(locales: readonly string[]): Map<string, string | null> {
  const names = new Map<string, string | null>();
  for (const locale of locales) {
    const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (const code of countryCodes) {
      for (const name of eitherName(regions.of(code) ?? ''))
        names.set(name, (names.get(name) ?? code) === code ? code : null);
    }
  }
  return names;
}

/** Returns a name and its parts: `Myanmar (Burma)` is written either way. */
function eitherName(whole: string): string[] {
  return [whole, ...whole.split(/[()]/)].map(plainName).filter((name) => name !== '');
}
