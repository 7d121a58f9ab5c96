import { countryCode } from '../../domain/contacts/countries/country.ts';
import { Problem } from '../../domain/problem.ts';

/** Returns the country of numbers without `+`, from `--country` or the settings. @throws Problem `unknown_country` */
export function requireCountry(text: string): string {
  const country = countryCode(text);
  if (country) return country;
  throw new Problem('usage', {
    code: 'unknown_country',
    message: `"${text}" is not a country code that voicebot knows phone numbers for.`,
    hint: 'Use two letters, such as AU, NZ or US.',
  });
}
