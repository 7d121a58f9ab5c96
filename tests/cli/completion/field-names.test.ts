import { describe, expect, it } from 'vitest';
import {
  contactOrdersStartingWith,
  fieldsStartingWith,
} from '../../../src/cli/completion/data/field-names.ts';
import { startingWith } from '../../../src/cli/completion/data/starting-with.ts';

const customNames = async (start: string) => startingWith(start, ['plan_tier', 'pet']);
const wordsOf = (found: readonly { word: string }[]) => found.map(({ word }) => word);

describe('the value of --fields', () => {
  it.each([
    ['contacts list', 'PH', ['phoneNumber']],
    ['contacts list', 'name,bus', ['name,businessName', 'name,businessWebsite']],
    // A field that is named already is not offered again.
    ['contacts list', 'businessName,bus', ['businessName,businessWebsite']],
    ['contacts list', 'p', ['phoneNumber', 'postcode', 'plan_tier', 'pet']],
    ['contacts list', 'id,plan', ['id,plan_tier']],
    ['contacts show', 'zone', ['zones', 'zonesFrom']],
    ['scheduled list', 'cont', ['contact', 'contact.name', 'contact.phoneNumber', 'contactId']],
    ['scheduled list', 'plan', []],
    ['contacts tags', '', ['tag', 'contacts']],
    ['config', 'id,', ['id,name', 'id,value', 'id,origin', 'id,problem', 'id,note']],
    ['contacts add', '', []],
    ['constructor', '', []],
    ['', '', []],
  ])('after %s, %j', async (command, start, expected) => {
    expect(wordsOf(await fieldsStartingWith(start, command, customNames))).toEqual(expected);
  });
});

describe('the value of --sort for contacts', () => {
  it.each([
    ['', ['id', 'name', 'phoneNumber', 'email', 'plan_tier', 'pet']],
    ['-p', ['-phoneNumber', '-plan_tier', '-pet']],
    ['x', []],
  ])('%j', async (start, expected) => {
    expect(wordsOf(await contactOrdersStartingWith(start, customNames))).toEqual(expected);
  });
});
