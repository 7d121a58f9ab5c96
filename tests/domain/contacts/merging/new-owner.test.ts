import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areTwoOwners, type Owner } from '../../../../src/domain/contacts/merging/new-owner.ts';

const ann: Owner = { name: 'Ann Ash', email: 'ann@example.com', businessName: 'Ash & Co' };

const cases: [what: string, one: Owner, other: Owner, areTwo: boolean][] = [
  ['names that share no word', ann, { name: 'Bob Birch' }, true],
  ['names that share a word', ann, { name: 'Ann Birch' }, false],
  ['a name that lost a word', ann, { name: 'ASH' }, false],
  ['names in another order', ann, { name: 'Ash, Ann' }, false],
  ['names with and without accents', { name: 'Zoë' }, { name: 'ZOE' }, false],
  ['letters with a bar', { name: 'Søren' }, { name: 'Soren' }, false],
  ['letters with a bar, of a city', { name: 'Łódź' }, { name: 'Lodz' }, false],
  ['a name with and without its space', { name: 'AnnMarie' }, { name: 'Ann Marie' }, false],
  ['a Japanese name with and without its space', { name: '山田太郎' }, { name: '山田 太郎' }, false],
  ['a Japanese name and its family name', { name: '山田太郎' }, { name: '山田' }, false],
  ['two Japanese names', { name: '山田太郎' }, { name: '鈴木 一郎' }, true],
  ['two Korean names', { name: '김철수' }, { name: '이영희' }, true],
  ['names that share a title alone', { name: 'Mr Ash' }, { name: 'Mr. Birch' }, true],
  ['businesses that share a legal form alone', { name: 'Acme Pty Ltd' }, { name: 'Zed Pty Ltd' }, true],
  ['names that are nothing but a title', { name: 'Dr' }, { name: 'Dr' }, false],
  ['one e-mail', ann, { name: 'Bob Birch', email: 'ANN@example.com' }, false],
  ['two e-mails', ann, { name: 'Bob Birch', email: 'bob@example.com' }, true],
  ['two e-mails of one name', ann, { name: 'Ann Ash', email: 'bob@example.com' }, false],
  ['one business', ann, { name: 'Bob Birch', businessName: 'Ash & Co' }, true],
  [
    'a person and the business',
    { name: 'Green Fern Pty Ltd' },
    { name: 'Ann Ash', businessName: 'Green Fern' },
    false,
  ],
  ['no name', ann, { email: 'bob@example.com' }, false],
  ['an empty name', ann, { name: '', email: 'bob@example.com' }, false],
  ['a name without letters', ann, { name: '–' }, false],
  ['a short name within another', { name: 'Ann' }, { name: 'Joanna' }, true],
];

describe('areTwoOwners', () => {
  it.each(cases)('%s', (_, one, other, areTwo) => {
    expect(areTwoOwners(one, other)).toBe(areTwo);
    expect(areTwoOwners(other, one)).toBe(areTwo);
  });

  it('is the same both ways, and never true of one owner', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('Ann', 'Bob', 'ann ash', 'Mr Ash', '山田 太郎', '山田太郎', ''),
    );
    const owner = fc.record({ name: text, email: text, businessName: text });
    fc.assert(
      fc.property(owner, owner, (one, other) => {
        expect(areTwoOwners(one, one)).toBe(false);
        expect(areTwoOwners(one, other)).toBe(areTwoOwners(other, one));
      }),
    );
  });
});
