import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'rolldown';
import { expect, it, onTestFinished } from 'vitest';
import { regExpCache } from '../../../rolldown.config.ts';
import type * as PhoneNumber from '../../../src/domain/contacts/phone-number.ts';

const specimens = join(import.meta.dirname, '../../specimens');

/** Numbers as people write them: every cell with digits of every specimen, and typical variations. */
const cells = [
  ...new Set(
    readdirSync(specimens)
      .filter((file) => !file.endsWith('.json'))
      .flatMap((file) => readFileSync(join(specimens, file), 'utf8').split(/[\t,;\r\n"\0]+/))
      .map((cell) => cell.trim())
      .filter((cell) => /\d/.test(cell))
      .flatMap((cell) => [cell, `+${cell}`, `0${cell}`, cell.slice(1), `00${cell}`]),
  ),
];

/** Bundles the reader of phone numbers with these plugins, and loads it. */
async function phoneNumbers(plugins: Plugin[]): Promise<typeof PhoneNumber> {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-phones-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'phone-number.mjs');
  await build({
    input: 'src/domain/contacts/phone-number.ts',
    plugins,
    output: { file },
    logLevel: 'silent',
  });
  return import(pathToFileURL(file).href);
}

it('reads every number of every specimen as libphonenumber-js does by itself', async () => {
  const ours = await phoneNumbers([regExpCache]);
  const theirs = await phoneNumbers([]);
  expect(cells.length).toBeGreaterThan(500);
  for (const country of ['AU', 'NZ', 'US', 'GB', 'DE', 'IT', 'IN', 'BR']) {
    for (const cell of cells) {
      const reading = ours.parsePhoneNumber(cell, country);
      expect({ cell, country, ...reading }).toEqual({
        cell,
        country,
        ...theirs.parsePhoneNumber(cell, country),
      });
      if (reading.ok)
        expect(ours.formatPhoneNumber(reading.number)).toBe(theirs.formatPhoneNumber(reading.number));
    }
  }
});

it('fails the build if the line that it changes is missing', async () => {
  const renamed: Plugin = {
    name: 'renamed',
    load: (id) => (id.endsWith('/matchesEntirely.js') ? 'export default () => true' : undefined),
  };
  await expect(phoneNumbers([renamed, regExpCache])).rejects.toThrow('no longer has the line to replace');
});
