import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { locationOf } from '../../../../src/domain/contacts/location/location.ts';
import { areaOfNumber } from '../../../../src/domain/contacts/location/numbers/area-of-number.ts';

/** `US ID Denver Los_Angeles`: the country, regions and zones of a number, with a star if it has no area. */
function located(number: string): string {
  const { country, regions, zones, isGeographic } = areaOfNumber(number);
  const names = zones.map((zone) => zone.replace(/^(?:Australia|America|Europe|Pacific|Asia)\//, ''));
  return `${country}${isGeographic ? '' : '*'} ${regions?.join(',') ?? '-'} ${names.join(' ')}`;
}

describe('where a number is', () => {
  it.each([
    ['+61298765432', 'AU ACT,NSW,VIC Lord_Howe Sydney'],
    ['+61391234567', 'AU NSW,TAS,VIC Hobart Melbourne Sydney'],
    // The Gold Coast, which Google's data puts on Sydney's clock.
    ['+61755123456', 'AU NSW,QLD Brisbane Lindeman Sydney'],
    ['+61881234567', 'AU NSW,SA Adelaide Broken_Hill'],
    ['+61880876543', 'AU NSW,SA Adelaide Broken_Hill'],
    ['+61870001234', 'AU NSW,SA Adelaide Broken_Hill'],
    ['+61889811234', 'AU NT Darwin'],
    ['+61879221234', 'AU NT Darwin'],
    ['+61892345678', 'AU WA Eucla Perth'],
    ['+61861234567', 'AU WA Eucla Perth'],
    ['+61855501234', 'AU NSW,NT,SA,WA Adelaide Broken_Hill Darwin Eucla Perth'],
    ['+61891641234', 'CX - Indian/Christmas'],
  ])('follows the numbering plan in Australia: %s', (number, area) => {
    expect(located(number)).toBe(area);
  });

  it.each([
    // Idaho has two zones, and numbers move within an area code.
    ['+12082221234', 'US ID Denver Los_Angeles'],
    ['+19865550123', 'US ID Denver Los_Angeles'],
    // Overlays have the zones of the area code that they overlay.
    ['+13645550123', 'US KY Chicago New_York'],
    ['+12705550123', 'US KY Chicago New_York'],
    ['+19305550123', 'US IN Chicago New_York'],
    ['+12195550123', 'US IN Chicago New_York'],
    ['+14485550123', 'US FL Chicago New_York'],
    ['+14585550123', 'US OR Denver Los_Angeles'],
    ['+14235550123', 'US TN Chicago New_York'],
    ['+16895550123', 'US FL New_York'],
    // Arizona has no summer time, but the Navajo Nation has.
    ['+19285550123', 'US AZ Denver Phoenix'],
    ['+16025550123', 'US AZ Phoenix'],
    ['+17015550123', 'US ND Chicago Denver'],
    ['+17875550123', 'PR - Puerto_Rico'],
    ['+14165550123', 'CA ON Toronto'],
    ['+18075550123', 'CA ON Toronto Winnipeg'],
  ])('is that of the whole area code in North America: %s', (number, area) => {
    expect(located(number)).toBe(area);
  });

  it('may be anywhere in North America if it is toll-free, or its area code is not known yet', () => {
    expect(located('+14365550123')).toMatch(/^US\* - /);
    expect(located('+18005550123')).toMatch(/^US\* - .*New_York/);
    expect(areaOfNumber('+18005550123').zones.length).toBeGreaterThan(30);
  });

  it.each([
    ['+442079460000', 'GB - London'],
    ['+447911123456', 'GB - London'],
    ['+441534123456', 'JE - Jersey'],
    ['+441481123456', 'GG - Guernsey'],
    ['+493012345678', 'DE - Berlin'],
    ['+6495551234', 'NZ - Auckland'],
    ['+6433051234', 'NZ - Chatham'],
    ['+64211234567', 'NZ* - Auckland Chatham'],
    ['+74951234567', 'RU - Moscow'],
    ['+74012123456', 'RU - Kaliningrad'],
    ['+74232123456', 'RU - Vladivostok'],
    ['+77271234567', 'KZ - Almaty'],
    ['+212522123456', 'MA - Africa/Casablanca'],
    ['+50522123456', 'NI - Managua'],
    ['+34911234567', 'ES - Madrid'],
    ['+34928123456', 'ES - Atlantic/Canary'],
    ['+34612345678', 'ES* - Atlantic/Canary Madrid'],
    ['+56322123456', 'CL - Santiago Easter'],
    ['+558130123456', 'BR - Noronha Sao_Paulo'],
    ['+5511987654321', 'BR* - Manaus Noronha Rio_Branco Sao_Paulo'],
    ['+97714123456', 'NP - Kathmandu'],
  ])('is that of the area elsewhere, and of the whole country for a mobile: %s', (number, area) => {
    expect(located(number)).toBe(area);
  });

  it('is anywhere in Russia for a Russian mobile', () => {
    expect(located('+79161234567')).toMatch(/^RU\* - .*Kamchatka.*Kaliningrad.*Moscow/);
  });

  it('is anywhere in the world if the number is of no country', () => {
    expect(located('+870773123456')).toMatch(/^null\* - /);
    expect(located('+')).toMatch(/^null\* - /);
  });
});

/** Returns a number as libphonenumber reads it, if it is valid as it stands. */
function parsedAs(number: string) {
  const parsed = parsePhoneNumberFromString(`+${number}`);
  return parsed?.isValid() && parsed.number === `+${number}` ? parsed : undefined;
}

const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);

describe('any number', () => {
  it('has zones, sorted, that this version of Node knows', () => {
    const known = new Set<string>();
    fc.assert(
      fc.property(digits, (number) => {
        const { zones } = locationOf({ phoneNumber: `+${number}`, timezone: null, customFields: {} });
        expect(zones.length).toBeGreaterThan(0);
        expect([...zones].sort()).toEqual(zones);
        for (const zone of zones) {
          if (!known.has(zone)) new Intl.DateTimeFormat('en', { timeZone: zone });
          known.add(zone);
        }
      }),
      { numRuns: 20_000 },
    );
    expect(known.size).toBeGreaterThan(150);
  });

  it('is in the country that libphonenumber says, if it is valid', () => {
    // Which of two that share a code is not always to be seen from a prefix.
    const sharing = [
      'AX FI',
      'EH MA',
      'GG GB',
      'IM GB',
      'JE GB',
      'KZ RU',
      'MF BL GP',
      'SJ NO',
      'TA SH',
      'VA IT',
      'YT RE',
    ];
    fc.assert(
      fc.property(digits, (number) => {
        const country = parsedAs(number)?.country;
        if (country === undefined) return;
        const { country: found, isGeographic } = areaOfNumber(`+${number}`);
        // Toll-free numbers of North America have no country, and 310 is an area code, and free in Canada.
        if (!isGeographic && number.startsWith('1')) return;
        const isShared = sharing.some((pair) => pair.includes(country) && pair.includes(found ?? '-'));
        if (!isShared && !number.startsWith('1310'))
          expect(`${number} ${found}`).toBe(`${number} ${country}`);
      }),
      { numRuns: 20_000 },
    );
  });

  it('that is a mobile or toll-free has all the zones of its country', () => {
    fc.assert(
      fc.property(digits, (number) => {
        const type = parsedAs(number)?.getType();
        if (type === undefined || type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE') return;
        const { zones, isGeographic } = areaOfNumber(`+${number}`);
        if (zones.length > 1) expect(`${number} ${isGeographic}`).toBe(`${number} false`);
      }),
      { numRuns: 20_000 },
    );
  });

  it('with an address is in all zones of the address that its number allows, or in both', () => {
    const states = ['NSW', 'WA', 'NT', 'QLD', 'FL', 'TX', 'ID', 'NY', 'Victoria', 'Alaska', 'nonsense'];
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom(...states),
        fc.constantFrom('', '2880', '6000', '83401', '10001'),
        (number, state, postcode) => {
          const contact = { phoneNumber: `+${number}`, timezone: null };
          const alone = locationOf({ ...contact, customFields: {} }).zones;
          const { zones } = locationOf({ ...contact, customFields: { state, postcode } });
          expect(zones.length).toBeGreaterThan(0);
          expect([...zones].sort()).toEqual(zones);
          // Either all of the number's zones count, or those that are left are among them.
          const isWithin = zones.every((zone) => alone.includes(zone));
          expect(isWithin || alone.every((zone) => zones.includes(zone))).toBe(true);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
