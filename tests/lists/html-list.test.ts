import { describe, expect, it } from 'vitest';
import { HtmlFinder, unescaped } from '../../src/domain/lists/cells/html-text.ts';
import { readColumns } from '../../src/domain/lists/contact-columns.ts';
import { openList } from '../../src/lists/open-list.ts';
import { openOperator } from '../support/operator.ts';
import { contactsOf } from '../support/people.ts';

describe('a text of HTML', () => {
  it.each([
    ['Smith &amp; Sons', 'Smith & Sons'],
    ['O&#39;Brien', 'O’Brien'.replace('’', "'")],
    ['O&#039;Brien &quot;Bob&quot;', 'O\'Brien "Bob"'],
    ['&#x27;a&#x27; &lt;b&gt;', "'a' <b>"],
    ['Zo&#235; &#128512;', 'Zoë 😀'],
    ['&amp;amp;', '&amp;'],
    ['AT&T &copy; &#0; &#xD800; &#9999999;', 'AT&T &copy; &#0; &#xD800; &#9999999;'],
    ['', ''],
  ])('%j is %j', (text, shown) => expect(unescaped(text)).toBe(shown));

  it.each([
    [['Smith &amp; Sons'], true],
    [['O&#39;Brien', 'Bo'], true],
    [['a &quot;b&quot; &lt;c&gt;', 'x &#233;'], true],
    [['Smith &amp; Sons', 'Bo & Co'], false],
    [['https://x.com/?a=1&b=2', 'O&#39;Brien'], false],
    [['Smith & Sons'], false],
    [['Zo&#235;'], false],
    [['plain'], false],
  ])('%j is a list of it: %s', (cells, isHtml) => {
    const finder = new HtmlFinder();
    for (const cell of cells) finder.look([cell]);
    expect(finder.isHtml).toBe(isHtml);
  });
});

const imported = async (...stdin: string[]) => {
  const { voicebot, database } = await openOperator();
  for (const list of stdin) await voicebot(['contacts', 'import', '-'], { stdin: list });
  return contactsOf({ database });
};

describe('a list that is escaped as HTML', () => {
  it('is read back, its headings too', async () => {
    const list =
      'Name,Phone,Q&amp;A,Company\nSinead O&#39;Brien,0412345678,&quot;yes&quot;,Smith &amp; Sons\n';
    expect(await imported(list)).toMatchObject([
      { name: "Sinead O'Brien", businessName: 'Smith & Sons', customFields: { q_a: '"yes"' } },
    ]);
  });

  it('is not if one row, however far down, is not escaped', async () => {
    const rows = Array.from({ length: 1500 }, (_, n) => `P${n},+614${10_000_000 + n},x`);
    const list = [
      'Name,Phone,Company',
      'Ann,0412345678,Smith &amp; Sons',
      ...rows,
      'Bob,0412345679,Bo & Co',
    ].join('\n');
    expect(await imported(list)).toMatchObject([
      { businessName: 'Smith &amp; Sons' },
      ...rows.map(() => ({})),
      { businessName: 'Bo & Co' },
    ]);
  });

  it('is read back in JSON as well', async () => {
    expect(await imported('[{"name":"O&#39;Brien","phone":"0412345678"}]')).toMatchObject([
      { name: "O'Brien" },
    ]);
  });

  it('a do-not-call mark in it is read', async () => {
    const list = 'Name,Phone,Don&#39;t Call,Status\nAnn,0412345678,yes,\nBob,0412345679,,Don&#39;t call\n';
    expect(await imported(list)).toMatchObject([{ doNotCall: true }, { doNotCall: true }]);
  });

  it('is not an export of our own', async () => {
    const own =
      'name,phone,email,business_name,business_website,timezone,tags,do_not_call\nA &amp; B,+61412345678,,,,,,\n';
    expect(await imported(own)).toMatchObject([{ name: 'A &amp; B' }]);
  });

  it('is read back by a program that reads the rows only', async () => {
    const { file } = await openOperator();
    const path = file('x.csv', 'Name,Phone\nO&#39;Brien,0412345678\n');
    const list = await openList(path, { label: 'x' });
    const columns = readColumns(['Name', 'Phone'], new Map());
    for await (const { rows } of list.readBatches({ columns, country: 'AU', tags: [], withCells: false }))
      expect(rows[0]?.draft.name).toBe("O'Brien");
  });
});
