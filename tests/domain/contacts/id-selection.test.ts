import { describe, expect, it } from 'vitest';
import { parseIds } from '../../../src/domain/contacts/id-selection.ts';

/** Ids as numbers, everything else as text. */
function read(...words: string[]): (number | string)[] {
  return parseIds(words).map((selection) => (selection.kind === 'id' ? selection.id : selection.text));
}

describe('parseIds', () => {
  it.each([
    [['7'], [7]],
    [
      ['3', '1', '2'],
      [3, 1, 2],
    ],
    [['3-6'], [3, 4, 5, 6]],
    [['3 - 5'], [3, 4, 5]],
    [['4-4'], [4]],
    [['1,2,3'], [1, 2, 3]],
    [['1, 2 ,,3,'], [1, 2, 3]],
    [
      ['5-7,2', '6', '2', '1'],
      [5, 6, 7, 2, 1],
    ],
    [['999999999'], [999_999_999]],
    [['412345678'], [412_345_678]],
    [[], []],
    [['', ' '], []],
  ])('%j are the ids %j', (words, ids) => {
    expect(read(...words)).toEqual(ids);
  });

  it.each([
    ['0412 345 678', ['0412 345 678']],
    ['0412345678', ['0412345678']],
    ['0412-345678', ['0412-345678']],
    ['03-93744000', ['03-93744000']],
    ['0412-345-678', ['0412-345-678']],
    ['+61412345678', ['+61412345678']],
    ['61412345678', ['61412345678']],
    ['1234567890', ['1234567890']],
    ['+61412345678,+61498765432', ['+61412345678', '+61498765432']],
    ['(02) 9374 4000', ['(02) 9374 4000']],
    ['007', ['007']],
    ['000', ['000']],
    ['Jane', ['Jane']],
    ['Citizen, Jane', ['Citizen, Jane']],
    ['jane@example.com', ['jane@example.com']],
    ['1e3', ['1e3']],
    ['1.5', ['1.5']],
    ['-5', ['-5']],
    ['3-', ['3-']],
    ['-', ['-']],
  ])('%j is looked up as %j', (word, texts) => {
    expect(read(word)).toEqual(texts);
  });

  it('drops what is said twice and keeps the order', () => {
    expect(read('Jane', '2', '0412', '1-3', 'Jane', '0412', '9')).toEqual(['Jane', 2, '0412', 1, 3, 9]);
  });

  it('takes a range of 100,000 ids and no more', () => {
    expect(parseIds(['1-100000'])).toHaveLength(100_000);
    expect(() => parseIds(['1-100001'])).toThrow(expect.objectContaining({ code: 'invalid_id' }));
  });

  it.each([
    ...['0', '1,0', '0-5', '0-0', '9-3', '5-0', '1-999999999', '3-9999999999', '9374-4000', '1-8005551234'],
    ...['1234567890123456', '9'.repeat(400)],
  ])('refuses %j', (word) => {
    expect(() => parseIds([word])).toThrow(expect.objectContaining({ kind: 'usage', code: 'invalid_id' }));
  });
});
