import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputBundle, Plugin } from 'rolldown';

/** The fields of a `package.json` that are used here. Packages put anything under `license`. */
interface PackageJson {
  name: string;
  version: string;
  license?: unknown;
  homepage?: string;
  repository?: string | { url: string };
  author?: string | { name: string };
}

/** A bundled package, with the SPDX identifier of its licence, the texts of its licence files, or both. */
interface Licensed extends PackageJson {
  label: string;
  spdx: string | undefined;
  texts: string[];
}

const packageFolder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
const separator = `\n\n${'='.repeat(80)}\n\n`;
const licenceFile = /^(?:(?:un)?licen[cs]e|copying|notice)(?:[-.]|$)/i;
const noSpdx = /^(?:unlicensed|see licen[cs]e\b.*)?$/i;

/** Returns the folders of the packages that are in the bundle after tree shaking. */
function bundledFolders(bundle: OutputBundle): Set<string> {
  const modules = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk' ? Object.entries(output.modules) : [],
  );
  const folders = modules
    .filter(([, { renderedLength }]) => renderedLength > 0)
    // Rolldown's own helpers are in the bundle too, with an id that is not a path.
    .map(([id]) => packageFolder.exec(id.replace('\0rolldown/', './node_modules/rolldown/'))?.[0]);
  return new Set(folders.filter((folder) => folder !== undefined));
}

/** Reads the licence of the package in `folder`. @throws Error if it has neither an SPDX identifier nor a text */
function readLicence(folder: string): Licensed {
  const about: PackageJson = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const label = `${about.name}@${about.version}`;
  const spdx = typeof about.license === 'string' && !noSpdx.test(about.license) ? about.license : undefined;
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .filter((text) => text !== '');
  if (spdx === undefined && texts.length === 0) {
    throw new Error(
      `${label} is bundled, and has no licence: none in package.json, and no file in ${folder}.`,
    );
  }
  return { ...about, label, spdx, texts };
}

/** Returns the note for a package without a licence file: its author, and where else its terms are. */
function missingFileNote({ name, author, spdx }: Licensed, all: readonly Licensed[]): string {
  const owner = typeof author === 'object' ? author.name : author;
  const other = all.find((one) => one.spdx === spdx && one.texts.length > 0);
  return [
    `${name} has no licence file of its own.`,
    owner && `Its author is ${owner}.`,
    other && `The terms of ${spdx} are given with ${other.label}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Returns the section of the file about a package. */
function section(licensed: Licensed, all: readonly Licensed[]): string {
  const { name, version, spdx, homepage, repository, texts } = licensed;
  const source = typeof repository === 'object' ? repository.url : repository;
  return [
    `Package: ${name}\nVersion: ${version}\nLicence: ${spdx ?? 'see below'}`,
    homepage && `\nHomepage: ${homepage}`,
    source && `\nRepository: ${source}`,
    ...(texts.length > 0 ? texts : [missingFileNote(licensed, all)]).map((text) => `\n\n${text}`),
  ]
    .filter(Boolean)
    .join('');
}

/** Data of others that a script has made a module of. */
const bundledData = [
  {
    module: /\/src\/domain\/contacts\/location\/numbers\/number-areas\.ts$/,
    name: 'Areas and time zones of phone numbers',
    spdx: 'Apache-2.0',
    origin: `From the data of Google's libphonenumber (https://github.com/google/libphonenumber), copyright The Libphonenumber Authors.
Changed: reduced to a table of prefixes, with corrections, by tests/number-areas in the source of voicebot.`,
  },
];

/** Returns the sections about data in the bundle. @throws Error if no package has the text of the licence */
function dataSections(bundle: OutputBundle, all: readonly Licensed[]): string[] {
  const ids = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
  const found = bundledData.filter(({ module }) => ids.some((id) => module.test(id)));
  return found.map(({ name, spdx, origin }) => {
    const other = all.find((one) => one.spdx === spdx && one.texts.length > 0);
    if (!other) throw new Error(`The terms of ${spdx} are needed for the data "${name}".`);
    return `Data: ${name}\nLicence: ${spdx}\n\n${origin}\nThe terms of ${spdx} are given with ${other.label}.`;
  });
}

/**
 * Writes `THIRD-PARTY-LICENSES` beside the bundle: every bundled package, once per version, with the texts of its licences, and data
 * of others. A package without any licence fails the build.
 */
export const thirdPartyLicences: Plugin = {
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const packages = new Map([...bundledFolders(bundle)].map(readLicence).map((each) => [each.label, each]));
    const all = [...packages.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
    const sections = [...all.map((each) => section(each, all)), ...dataSections(bundle, all)];
    const text = ['These packages are part of this program.', ...sections].join(separator);
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES', source: `${text}\n` });
  },
};
