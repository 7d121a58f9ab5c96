import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { expect, it, onTestFinished } from 'vitest';
import config from '../rolldown.config.ts';
import { thirdPartyLicences } from '../rolldown.licences.config.ts';
import { unpackedTarball } from './support/tarball.ts';

/**
 * Returns the folders of the bundled packages by `name@version`. Reads them from the code: before minifying, rolldown puts a
 * comment with its path above each module.
 */
async function bundledPackages(): Promise<Map<string, string>> {
  const { output } = await build({ ...config, write: false, output: { minify: false } });
  const headings = output.flatMap((chunk) =>
    chunk.type === 'chunk'
      ? [...chunk.code.matchAll(/^\s*\/\/ (node_modules\/\S+|\\0rolldown\/\S+)$/gm)]
      : [],
  );
  const folders = headings.map(([, module = '']) => {
    if (module.startsWith('\\0rolldown/')) return 'node_modules/rolldown';
    const words = module.split('/');
    const end = words.lastIndexOf('node_modules') + 2;
    return words.slice(0, words[end - 1]?.startsWith('@') ? end + 1 : end).join('/');
  });
  return new Map(
    folders.map((folder) => {
      const { name, version }: Record<string, string> = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      );
      return [`${name}@${version}`, folder];
    }),
  );
}

/** Returns what the packed file says about each package, by `name@version`. */
function listedPackages(): Map<string, string> {
  const file = readFileSync(join(unpackedTarball(), 'dist/THIRD-PARTY-LICENSES'), 'utf8');
  const [, ...sections] = file.split(`\n\n${'='.repeat(80)}\n\n`);
  const packages = sections.filter((section) => !section.startsWith('Data: '));
  return new Map(
    packages.map((section) => {
      const [, name, version] = /^Package: (.+)\nVersion: (.+)\nLicence: .+\n/.exec(section) ?? [];
      return [`${name}@${version}`, section.slice(section.indexOf('\n\n')).trim()];
    }),
  );
}

it('packs the licences of all bundled packages, and no others', async () => {
  const bundled = await bundledPackages();
  const listed = listedPackages();

  expect([...listed.keys()]).toEqual([...bundled.keys()].sort());
  const names = new Set([...listed.keys()].map((label) => label.slice(0, label.lastIndexOf('@'))));
  for (const name of [
    'zod',
    'commander',
    'drizzle-orm',
    'retell-sdk',
    'csv-parse',
    'string-width',
    'luxon',
  ]) {
    expect(names).toContain(name);
  }
  const ofHolidays = [...listed].find(([label]) => label.startsWith('date-holidays@'))?.[1];
  expect(ofHolidays).toMatch(/available under CC BY-SA 3\.0[\s\S]*Public_holidays_in_Australia/);
  // It only re-exports other packages, so none of its own code is left.
  expect(names).not.toContain('@inquirer/prompts');

  for (const [label, folder] of bundled) {
    const text = listed.get(label) ?? '';
    const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
    for (const file of files) {
      const whole = readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim();
      expect(whole).not.toBe('');
      expect(text).toContain(whole);
    }
    if (files.length === 0) {
      expect(text).toMatch(/ has no licence file of its own\. .*The terms of \S+ are given with \S+\.$/);
    }
  }
});

/** Bundles a program that uses one package with these files. @returns the generated licence file */
async function licencesWith(files: Record<string, string>): Promise<string | Uint8Array | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-licences-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const all = {
    'main.js': "import { greeting } from '@polite/words'; console.log(greeting);",
    'node_modules/@polite/words/index.js': "export const greeting = 'Hello ' + process.pid;",
    ...Object.fromEntries(
      Object.entries(files).map(([file, text]) => [`node_modules/@polite/words/${file}`, text]),
    ),
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { output } = await build({
    input: join(folder, 'main.js'),
    cwd: folder,
    plugins: [thirdPartyLicences],
    write: false,
  });
  const written = output.find(({ fileName }) => fileName === 'THIRD-PARTY-LICENSES');
  return written?.type === 'asset' ? written.source : undefined;
}

it('fails the build if a package has no licence at all', async () => {
  const packageJson = { name: '@polite/words', version: '1.2.3', main: 'index.js' };
  await expect(licencesWith({ 'package.json': JSON.stringify(packageJson) })).rejects.toThrow(
    '@polite/words@1.2.3 is bundled, and has no licence: none in package.json, and no file in ',
  );
  await expect(
    licencesWith({
      'package.json': JSON.stringify({ ...packageJson, license: 'UNLICENSED' }),
      LICENSE: ' \n',
    }),
  ).rejects.toThrow('@polite/words@1.2.3 is bundled, and has no licence');
});

it('accepts a licence that is only named or only in files, and lists all its files', async () => {
  const packageJson = { name: '@polite/words', version: '1.2.3', main: 'index.js' };
  const named = {
    ...packageJson,
    license: 'ISC',
    homepage: 'https://polite.test',
    repository: { url: 'git:words' },
  };
  expect(
    await licencesWith({ 'package.json': JSON.stringify({ ...named, author: { name: 'Ada' } }) }),
  ).toContain(
    `Package: @polite/words
Version: 1.2.3
Licence: ISC
Homepage: https://polite.test
Repository: git:words

@polite/words has no licence file of its own. Its author is Ada.
`,
  );
  expect(
    await licencesWith({
      'package.json': JSON.stringify(packageJson),
      'NOTICE.txt': 'Words by Ada.\n',
      'LICENCE-1': 'Be kind.\r\nBe polite.\r\n',
    }),
  ).toContain('Version: 1.2.3\nLicence: see below\n\nBe kind.\nBe polite.\n\nWords by Ada.\n');
});
