import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zip } from '../support/workbook.ts';
import { readList, refusal } from './list-folder.ts';

const bytes = (...start: (number | string)[]) =>
  Buffer.concat([
    ...start.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from([one]))),
    Buffer.alloc(600),
  ]);
const ole2 = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(500),
  ]);

describe('a file that is not a table is refused with what it is and what to do', () => {
  const files: { is: string; content: string | Buffer; todo?: RegExp }[] = [
    { is: 'a PDF', content: '%PDF-1.7\n%âãÏÓ\n1 0 obj' },
    { is: 'a gzip archive', content: gzipSync('Name,Phone\n'), todo: /Unpack it/ },
    {
      is: 'a ZIP archive',
      content: zip([{ name: 'leads.csv', content: 'Name,Phone\n' }]),
      todo: /Unpack it/,
    },
    {
      is: 'a Word document (.docx)',
      content: zip([
        { name: '[Content_Types].xml', content: '' },
        { name: 'word/document.xml', content: '<w/>' },
      ]),
      todo: /save the list as \.xlsx/,
    },
    {
      is: 'an OpenDocument file',
      content: zip([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', isStored: true },
        { name: 'content.xml', content: '<o/>' },
      ]),
      todo: /\.xlsx or as CSV/,
    },
    {
      is: 'an Apple Numbers, Pages or Keynote document',
      content: zip([{ name: 'Index/Document.iwa', content: 'x' }]),
      todo: /\.xlsx or as CSV/,
    },
    {
      is: 'a damaged ZIP archive or workbook',
      content: zip([{ name: 'a.csv', content: 'a,b\n' }]).subarray(0, 40),
    },
    { is: 'an old Word document (.doc)', content: ole2('WordDocument') },
    { is: 'an image (PNG)', content: bytes(0x89, 'PNG\r\n\x1a\n') },
    { is: 'an image (JPEG)', content: bytes(0xff, 0xd8, 0xff, 0xe0) },
    { is: 'an image (GIF)', content: bytes('GIF89a') },
    { is: 'an image (WebP)', content: bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 ') },
    { is: 'an SQLite database', content: bytes('SQLite format 3\0') },
    { is: 'a Rich Text document', content: '{\\rtf1\\ansi Name' },
    {
      is: 'a web page (HTML)',
      content: '\ufeff\n<!-- saved -->\n <!DOCTYPE html><title>Sign in</title>',
      todo: /Sign in/,
    },
    { is: 'a web page (HTML)', content: '<html><body>Name,Phone</body></html>' },
    { is: 'a web page (HTML)', content: Buffer.from('\ufeff<table><tr><td>Name</table>', 'utf16le') },
    {
      is: 'a web page (HTML)',
      content: '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html xmlns="x">',
    },
    { is: 'XML', content: '<?xml version="1.0"?><contacts><contact/></contacts>' },
    { is: 'XML', content: '<contacts>\n<contact name="Ada"/>\n</contacts>' },
    {
      is: 'a vCard file (.vcf)',
      content: 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n',
      todo: /Google.*Outlook.*Apple/,
    },
    {
      is: 'a binary file',
      content: Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919 + (n >> 3)) % 256)),
    },
  ];
  it.each(files)('$is', async ({ is, content, todo = /\w/ }) => {
    const { code, message, hint } = await refusal(readList(content));
    expect({ code, message }).toEqual({ code: 'not_a_table', message: `leads is ${is}, not a table.` });
    expect(hint).toMatch(/^Nothing was imported\. /);
    expect(hint).toMatch(todo);
  });

  it.each([
    'PKZ,Phone\n1,2\n',
    '<Name>,<Phone>\nAda,1\n',
    '[Name],[Phone]\nAda,1\n',
    'GIF,Phone\nAda,1\n',
    'BZhang,Phone\nAda,1\n',
    'begin,Phone\nAda,1\n',
    'RIFF,a,WEB\n1,2,3\n',
  ])('unlike a table whose header only looks like one: %o', async (list) => {
    expect((await readList(list)).cells).toEqual(
      list
        .trim()
        .split('\n')
        .map((line) => line.split(',')),
    );
  });

  it('only workbooks have sheets', async () => {
    expect(await refusal(readList('a,b\n', { sheet: 'Leads' }))).toMatchObject({
      code: 'no_sheets',
      message: expect.stringContaining('"Leads"'),
    });
  });
});
