import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { thirdPartyLicences } from './rolldown.licences.config.ts';

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);

/** Returns the commit that is built; an empty text where there is no git, or no repository of its own. */
function commit(): string {
  const { dirname: folder } = import.meta;
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
  try {
    const words = ['rev-parse', '--short=10', 'HEAD'];
    return execFileSync('git', words, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}

/**
 * Makes libphonenumber-js compile each regular expression once. It compiles them again for every number, which takes half of its
 * time. The build fails with a release that has changed that line.
 */
export const regExpCache: Plugin = {
  name: 'reg-exp-cache',
  transform: (code, id) => {
    if (!id.endsWith('/libphonenumber-js/es6/helpers/matchesEntirely.js')) return undefined;
    const line = "new RegExp('^(?:' + regularExpressionText + ')$')";
    if (!code.includes(line)) throw new Error(`${id} no longer has the line to replace: ${line}`);
    return `const known = new Map();
      function expressionOf(text) {
        if (!known.has(text)) known.set(text, new RegExp('^(?:' + text + ')$'));
        return known.get(text);
      }
      ${code.replace(line, 'expressionOf(regularExpressionText)')}`;
  },
  generateBundle: (_options, bundle) => {
    const chunks = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output : []));
    const has = (name: RegExp) => chunks.some(({ moduleIds }) => moduleIds.some((id) => name.test(id)));
    if (has(/\/libphonenumber-js\//) && !has(/\/libphonenumber-js\/es6\/helpers\/matchesEntirely\.js$/))
      throw new Error('libphonenumber-js no longer has the file that compiles its regular expressions.');
  },
};

/** Deletes the files of earlier builds, but only after this one is written, so that a program running meanwhile finds its chunks. */
const oldFilesRemover: Plugin = {
  name: 'old-files-remover',
  writeBundle: ({ dir = 'dist' }, bundle) => {
    const files = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name } of files) if (!Object.hasOwn(bundle, name)) rmSync(join(dir, name));
  },
};

// Split along dynamic imports, so that a command loads only what it needs: cron starts this program every minute. And CommonJS,
// because starting Node's ES module loader takes longer than everything an idle run does.
export default defineConfig({
  input: {
    main: 'src/main.ts',
    library: 'src/library/index.ts',
    'reading-thread': 'src/lists/thread/reading-thread.ts',
    'binary-process': 'src/lists/workbook/binary/binary-process.ts',
  },
  platform: 'node',
  // better-sqlite3 is bundled except for its compiled part, which `src/store/sqlite/connection/sqlite.ts` locates.
  external: /\.node$/,
  moduleTypes: { '.md': 'text' },
  // Its other form loads its parts by a `require` that bundlers do not see.
  resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
  transform: {
    target: 'node20',
    define: { VOICEBOT_VERSION: JSON.stringify(version), VOICEBOT_COMMIT: JSON.stringify(commit()) },
  },
  plugins: [regExpCache, thirdPartyLicences, oldFilesRemover],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // One file each for an idle run, for parsing any other command line, and for what both need: finding a file takes as long as
    // loading a small one.
    codeSplitting: {
      groups: [
        {
          name: 'common',
          test: /\/src\/(?:version|domain\/(?:problem|nearest-names|plain-letters|time\/duration|calls\/redial\/redial-rules))\.ts$/,
        },
        {
          name: 'idle-run',
          test: /\/src\/(?:cli\/nothing-to-do|cli\/unattended\/note-run|settings\/\w+|store\/sqlite\/calls\/work)\.ts$/,
        },
        {
          name: 'call-times',
          test: /\/src\/domain\/calls\/call-times\/(?:choice|parse-call-times|presets|us-states|hours|call-times|notation\/[\w-]+)\.ts$/,
        },
        { name: 'program', test: /\/src\/cli\/program\.ts$/ },
      ],
    },
    comments: { legal: true, annotation: false, jsdoc: false },
    // Keeps names, so that a stack trace from an operator is readable.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  },
});
