import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { manPages } from '../../src/man/pages.ts';
import { lines, literal, prose } from '../../src/man/roff.ts';
import { read } from '../support/documents.ts';
import { everyPage } from '../support/every-page.ts';

const pages = await manPages({ version: '1.2.3', date: '2026-01-02' });

/** The requests and macros that the pages use. */
const macros = ['TH', 'SH', 'SS', 'PP', 'TP', 'IP', 'RS', 'RE', 'nf', 'fi', 'br'];

/** Returns the lines of a page that a person reads, without fonts and with signs as they are shown. */
function shown(text: string): string {
  return text
    .replace(/\\f[BIR]/g, '')
    .replace(
      /\\\((aq|ga|ha|ti|dq)/g,
      (_, name: string) => ({ aq: "'", ga: '`', ha: '^', ti: '~', dq: '"' })[name] ?? '',
    )
    .replace(/\\\[u([0-9A-F]{4,6})\]/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\&/g, '')
    .replace(/\\-/g, '-')
    .replace(/\\e/g, '\\')
    .replace(/\s+/g, ' ');
}

describe('the man pages', () => {
  it('are listed in package.json, so that npm installs them (npm run build:man)', () => {
    const { man, files } = z
      .object({ man: z.array(z.string()), files: z.array(z.string()) })
      .parse(JSON.parse(read('package.json')));
    expect(man).toEqual(pages.map(({ file }) => `dist/man/${file}`).sort());
    expect(files).toContain('dist');
  });

  it('say everything that the help of a command says', async () => {
    for (const { name, sections, examples, usage } of await everyPage()) {
      const page = pages.find(({ file }) => file === `${name.replaceAll(' ', '-')}.1`);
      const text = shown(page?.text ?? '');
      for (const { about } of sections.flatMap(({ entries }) => entries)) expect(text).toContain(about);
      for (const line of examples) expect(text).toContain(line.replace(/^# /, ''));
      for (const line of usage) expect(text).toContain(line.replace(/<([^>]*)>/g, '$1'));
    }
  });

  it('refer to pages that exist', () => {
    const names = pages.map(({ file }) => file.replace(/^(.*)\.(\d)$/, '$1($2)'));
    for (const { text } of pages)
      for (const [, name = '', section] of text.matchAll(/\\fB([^\s]+)\\fR\((\d)\)/g))
        expect(names).toContain(`${name.replaceAll('\\-', '-')}(${section})`);
  });

  it.each(pages)('$file has nothing that a roff might not understand', ({ file, text }) => {
    expect(text).toMatch(
      /^\.TH "VOICEBOT[A-Z\\-]*" [17] 2026-01-02 "voicebot 1\.2\.3" "voicebot manual"\n\.SH "NAME"\n/,
    );
    expect(text.match(/^\.nf$/gm)).toEqual(text.match(/^\.fi$/gm)?.map(() => '.nf') ?? null);
    let isDisplay = false;
    for (const line of text.trimEnd().split('\n')) {
      const macro = /^\.(\w+)/.exec(line)?.[1];
      if (macro) expect([file, macros]).toEqual([file, expect.arrayContaining([macro])]);
      if (macro === 'nf' || macro === 'fi') isDisplay = macro === 'nf';
      expect(line).toMatch(/^[\x20-\x7e]+$/);
      expect(line).not.toMatch(/^'|^\.$|\s$/);
      if (!isDisplay && !macro) expect(line.length).toBeLessThan(81);
    }
  });

  it('show any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const escaped of [literal(text), prose(text)]) {
          const all = lines(escaped);
          for (const line of all) expect(line).toMatch(/^(?![.'])[\x20-\x7e]*$/);
          expect(shown(all.join(' ')).trim()).toBe(text.replace(/\s+/g, ' ').trim());
        }
      }),
    );
  });
});
