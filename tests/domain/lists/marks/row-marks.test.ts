import { describe, expect, it } from 'vitest';
import { readColumns } from '../../../../src/domain/lists/contact-columns.ts';
import { readContactRow } from '../../../../src/domain/lists/contact-row.ts';

const [ann, home, bob] = ['+61412345601', '+61293744000', '+61412345602'];

/** Returns what becomes of a row: whether its contact is marked, and which other numbers are. */
function read(headers: string, cells: string) {
  const row = readContactRow(cells.split(','), readColumns(headers.split(','), new Map()), 'AU');
  if (!row.ok) return { refused: row.column, marked: row.marked ?? [] };
  return { doNotCall: row.draft.doNotCall ?? false, also: row.alsoMarked ?? [] };
}

describe('a mark counts for every number of its row', () => {
  it.each([
    { what: 'in several columns', headers: 'Mobile,Home Phone,DNC', cells: '0412345601,02 9374 4000,yes' },
    { what: 'in one cell', headers: 'Phone,DNC', cells: '0412345601 / 02 9374 4000,yes' },
    { what: 'in another order', headers: 'Home Phone,DNC,Mobile', cells: '02 9374 4000,x,0412345601' },
    {
      what: 'with a fax between',
      headers: 'Phone,Phone 2,Fax,DNC',
      cells: '0412345601,0293744000,0299999999,1',
    },
    {
      what: 'the same twice',
      headers: 'Mobile,Phone,Home Phone,DNC',
      cells: '0412345601,+61 412 345 601,0293744000,yes',
    },
    { what: 'by a tag', headers: 'Mobile,Home Phone,Tags', cells: '0412345601,02 9374 4000,vip;do not call' },
    {
      what: 'by a status',
      headers: 'Mobile,Home Phone,Status',
      cells: '0412345601,02 9374 4000,Do Not Call',
    },
    { what: 'by a consent', headers: 'Mobile,Home Phone,OK to call', cells: '0412345601,02 9374 4000,No' },
    {
      what: 'by a number’s own cell',
      headers: 'Mobile,Work Phone,Home Phone',
      cells: '0412345601,DNC,02 9374 4000',
    },
  ])('$what', ({ headers, cells }) =>
    expect(read(headers, cells)).toEqual({ doNotCall: true, also: [home] }),
  );

  it('but for one that cannot be dialled', () => {
    expect(read('Mobile,Home Phone,DNC', '0412345601,000,yes')).toEqual({ doNotCall: true, also: [] });
  });

  it('and a row without it marks none', () => {
    expect(read('Mobile,Home Phone,DNC', '0412345601,02 9374 4000,no')).toEqual({
      doNotCall: false,
      also: [],
    });
  });
});

describe('the mark of a refused row counts', () => {
  const headers = 'Name,Phone,Do Not Call,Address';
  it.each([
    { what: 'before a comma too many', cells: 'Cid,0412345601,yes,1 George St, Sydney', marked: [ann] },
    { what: 'behind it', cells: 'Cole, Cid,0412345601,yes,1 George St', marked: [ann] },
    {
      what: 'with several numbers',
      cells: 'Cid,0412345601 / 0412345602,yes,1 George St, Sydney',
      marked: [ann, bob],
    },
    { what: 'behind two', cells: 'Cole, Cid, Mr,0412345601,yes,1 George St', marked: [ann] },
    { what: 'that cannot be read', cells: 'Cid,0412345601,ask Jo,1 George St, Sydney', marked: [ann] },
    { what: 'not where there is none', cells: 'Cid,0412345601,,1 George St, Sydney', marked: [] },
    { what: 'not where it says no', cells: 'Cid,0412345601,no,1 George St, Sydney', marked: [] },
    { what: 'nor behind the comma', cells: 'Cole, Cid,0412345601,no,1 George St', marked: [] },
  ])('$what', ({ cells, marked }) => expect(read(headers, cells)).toEqual({ refused: null, marked }));

  it.each([
    { headers: 'Phone,DNC,Timezone', cells: '0412345601,yes,Mars', refused: 'Timezone', marked: [ann] },
    {
      headers: 'Mobile,Phone,DNC',
      cells: '0412345601,0293744000,ask Jo',
      refused: 'DNC',
      marked: [ann, home],
    },
    { headers: 'Mobile,Phone,DNC', cells: '0412345601,0293744000,#N/A', refused: 'DNC', marked: [ann, home] },
    { headers: 'Phone,OK to call,TZ', cells: '0412345601,no,Mars', refused: 'TZ', marked: [ann] },
    { headers: 'Phone,Status,TZ', cells: '0412345601,DNC,Mars', refused: 'TZ', marked: [ann] },
  ])('$headers $cells', ({ headers, cells, refused, marked }) =>
    expect(read(headers, cells)).toEqual({ refused, marked }),
  );
});

describe('consent to calls', () => {
  it.each([
    { cells: '0412345601,Yes', is: { doNotCall: false, also: [] } },
    { cells: '0412345601,No', is: { doNotCall: true, also: [] } },
    { cells: '0412345601,', is: { refused: 'Call Consent', marked: [] } },
    { cells: '0412345601', is: { refused: 'Call Consent', marked: [] } },
    { cells: '0412345601,by letter', is: { refused: 'Call Consent', marked: [] } },
  ])('$cells', ({ cells, is }) => expect(read('Phone,Call Consent', cells)).toEqual(is));

  it('in one of two columns is enough, and a refusal in one too', () => {
    expect(read('Phone,Call Consent,Phone Opt In', '0412345601,yes,')).toMatchObject({ doNotCall: false });
    expect(read('Phone,Call Consent,Phone Opt In', '0412345601,,no')).toMatchObject({ doNotCall: true });
    expect(read('Phone,Call Consent,Phone Opt In', '0412345601,yes,no')).toMatchObject({ doNotCall: true });
  });

  it('need not be known of somebody who is marked', () => {
    expect(read('Phone,Call Consent,DNC', '0412345601,,yes')).toMatchObject({ doNotCall: true });
  });
});

it('a mark in an export of our own is only in its own column: a person may have lifted it', () => {
  const own = 'name,phone,email,business_name,business_website,timezone,tags,do_not_call,status';
  expect(read(own, 'Ann,0412345601,,,,,do not call,,Do not call')).toEqual({ doNotCall: false, also: [] });
  expect(read(`${own},plan`, 'Ann,0412345601,,,,,vip,yes,Do not call')).toMatchObject({ doNotCall: true });
});
