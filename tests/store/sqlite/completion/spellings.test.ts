import { expect, it } from 'vitest';
import { spellingsOf } from '../../../../src/store/sqlite/completion/spellings.ts';

const names = [
  'Zoë',
  'Zora',
  'Ágnes',
  'Agatha',
  'Søren',
  'Łukasz',
  'Nguyễn',
  'ÖZGÜR',
  'Игорь',
  'İpek',
  '王小明',
];

/** As SQLite finds them: `nocase` knows the ASCII letters only. */
const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const begins = (name: string, start: string) => asciiLower(name).startsWith(asciiLower(start));

it.each([
  ['zoe', ['Zoë']],
  ['ZO', ['Zoë', 'Zora']],
  ['zoë', ['Zoë']],
  ['ag', ['Ágnes', 'Agatha']],
  ['ág', ['Ágnes', 'Agatha']],
  ['soren', ['Søren']],
  ['luk', ['Łukasz']],
  ['nguyen', ['Nguyễn']],
  ['özgür', ['ÖZGÜR']],
  ['ozg', ['ÖZGÜR']],
  ['игорь', ['Игорь']],
  ['ip', ['İpek']],
  ['王', ['王小明']],
  ['zz', []],
])('%s finds %j', (start, expected) => {
  const spellings = spellingsOf(start, (beginning) => names.some((name) => begins(name, beginning)));
  const found = names.filter((name) => spellings.some((spelling) => begins(name, spelling)));
  expect(found).toEqual(expected);
});

it('follows up few beginnings, however many there are', () => {
  let asked = 0;
  const spellings = spellingsOf('aeiouaeiou', () => {
    asked++;
    return true;
  });
  expect(spellings.length).toBeLessThan(25);
  expect(asked).toBeLessThan(10_000);
});
