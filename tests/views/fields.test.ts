import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findField, namesOf } from '../../src/views/fields/find-field.ts';
import { columnsOf, leavesOf } from '../../src/views/fields/flatten.ts';
import { knownName } from '../../src/views/fields/known-name.ts';
import type { ViewField } from '../../src/views/view.ts';

interface Row {
  id: number;
  contact: { name: string; phoneNumber: string } | null;
  customFields: Record<string, unknown>;
  tags: string[];
}

const fields: ViewField<Row>[] = [
  { name: 'id', value: (row) => row.id },
  { name: 'contact', value: (row) => row.contact, parts: ['name', 'phoneNumber'] },
  { name: 'customFields', value: (row) => row.customFields, parts: 'any' },
  { name: 'tags', value: (row) => row.tags },
];

const ada: Row = {
  id: 1,
  contact: { name: 'Ada', phoneNumber: '+61491570006' },
  customFields: { city: 'Perth', 'a.b': 'dotted', address: { street: 'High St', lines: ['1', '2'] } },
  tags: ['vip', 'gold'],
};
const nobody: Row = { id: 2, contact: null, customFields: { plan: 'x', items: [{ sku: 7 }] }, tags: [] };

describe('the name of a field', () => {
  it.each([
    ['phoneNumber', 'phoneNumber'],
    ['phone_number', 'phoneNumber'],
    ['Phone Number', 'phoneNumber'],
    ['phone', 'phoneNumber'],
    ['Mobile', 'phoneNumber'],
    ['company', 'businessName'],
    ['cost', 'costCents'],
    ['constructor', undefined],
    ['phon', undefined],
  ])('%j is %s', (text, name) => {
    expect(knownName(['id', 'phoneNumber', 'businessName', 'costCents'], text)).toBe(name);
  });

  it('may be that of a part, which is there whether rows have it or not', () => {
    expect(namesOf(fields)).toEqual([
      'id',
      'contact',
      'contact.name',
      'contact.phoneNumber',
      'customFields',
      'tags',
    ]);
    const valueIn = (name: string, row: Row) => findField(fields, name)?.value(row);
    expect(valueIn('contact.name', ada)).toBe('Ada');
    expect(valueIn('contact.name', nobody)).toBeNull();
    expect(findField(fields, 'phone')?.name).toBe('contact.phoneNumber');
    expect(findField(fields, 'custom_fields.city')?.name).toBe('customFields.city');
    expect(valueIn('customFields.address.street', ada)).toBe('High St');
    expect(valueIn('customFields.a.b', ada)).toBe('dotted');
    expect(valueIn('customFields.constructor', ada)).toBeNull();
    for (const name of ['contact.nmae', 'id.x', 'tags.0', '.city', 'customFields.', 'city'])
      expect(findField(fields, name)).toBeUndefined();
  });
});

/** Returns how these rows become cells. */
function flatRows(of: readonly ViewField<Row>[], rows: readonly Row[]) {
  const columns = columnsOf(of);
  for (const row of rows) columns.see(row);
  return columns.all();
}

describe('rows as CSV', () => {
  it('have a column for each part, and for whatever some row has', () => {
    const { names, cells } = flatRows(fields, [ada, nobody]);
    expect(names).toEqual([
      ...['id', 'contact.name', 'contact.phoneNumber', 'customFields.city', 'customFields.a.b'],
      ...['customFields.address.street', 'customFields.address.lines', 'customFields.plan'],
      ...['customFields.items.0.sku', 'tags'],
    ]);
    expect([ada, nobody].map(cells)).toEqual([
      ['1', 'Ada', '+61491570006', 'Perth', 'dotted', 'High St', '1; 2', '', '', 'vip; gold'],
      ['2', '', '', '', '', '', '', 'x', '7', ''],
    ]);
  });

  it('have the column of a part that was asked for also where no row has it', () => {
    const city = findField(fields, 'customFields.city');
    const { names, cells } = flatRows(city ? [city] : [], [nobody]);
    expect({ names, cells: cells(nobody) }).toEqual({ names: ['customFields.city'], cells: [''] });
  });

  it('never hold JSON, whatever is in a field', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (customFields) => {
        const row = { ...ada, customFields };
        const { names, cells } = flatRows(fields, [row]);
        expect(cells(row)).toHaveLength(names.length);
        for (const text of leavesOf(customFields).values()) expect(text).not.toContain('[object');
      }),
    );
  });
});
