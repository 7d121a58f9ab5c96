import { describe, expect, it } from 'vitest';
import { isHiddenFromAgent } from '../../../../src/domain/calls/variables/hidden-fields.ts';
import { reservedVariables } from '../../../../src/domain/calls/variables/variable-overrides.ts';
import { dynamicVariables } from '../../../../src/domain/calls/variables/variables.ts';

/** Returns what the agent gets for a custom field with this key. */
function valueFor(key: string): string | undefined {
  const contact = {
    name: 'Ada',
    phoneNumber: '+61491570006',
    email: null,
    businessName: null,
    businessWebsite: null,
    timezone: null,
    customFields: { [key]: 'mine' },
  };
  const now = new Date('2026-03-01T22:00:00Z');
  return dynamicVariables({ contact, overrides: {}, now, zone: 'Australia/Sydney', locale: 'en-AU' })[key];
}

describe('a custom field is hidden from the agent', () => {
  const standard = Object.keys(
    dynamicVariables({
      contact: {
        name: 'Ada',
        phoneNumber: '+61491570006',
        email: 'a@example.com',
        businessName: 'A',
        businessWebsite: 'a.example',
        timezone: null,
        customFields: {},
      },
      overrides: {},
      now: new Date('2026-03-01T22:00:00Z'),
      zone: 'Australia/Sydney',
      locale: 'en-AU',
    }),
  );

  it.each([...standard, ...reservedVariables, 'plan', 'my_direction'])(
    '%s: exactly if it never gets its value',
    (key) => {
      expect(isHiddenFromAgent(key)).toBe(valueFor(key) !== 'mine');
    },
  );
});
