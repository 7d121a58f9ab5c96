import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { thirdPartyLicences } from './rolldown.licences.config.ts';

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);

/**
 * Has libphonenumber-js make each of its regular expressions once. It makes them anew for each number that it is asked about, which
 * takes half of its time. A release in which the line is another fails the build.
 */
export const expressionsMadeOnce: Plugin = {
  name: 'expressions-made-once',
  transform: (code, id) => {
    if (!id.endsWith('/libphonenumber-js/es6/helpers/matchesEntirely.js')) return undefined;
    const line = "new RegExp('^(?:' + regularExpressionText + ')$')";
    if (!code.includes(line)) throw new Error(`${id} no longer has the line that is to be changed: ${line}`);
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
      throw new Error('libphonenumber-js no longer has the file in which its expressions are made.');
  },
};

/** Takes the files of earlier builds away; only now, so that a program that is running meanwhile still finds its parts. */
const tidy: Plugin = {
  name: 'tidy',
  writeBundle: ({ dir = 'dist' }, bundle) => {
    for (const file of readdirSync(dir)) if (!Object.hasOwn(bundle, file)) rmSync(join(dir, file));
  },
};

// Split along dynamic imports, for cron starts this program every minute: a command loads only what it needs. And in CommonJS, as
// starting Node's loader of ES modules takes longer than all that an idle run does.
export default defineConfig({
  input: { main: 'src/main.ts', 'reading-thread': 'src/lists/csv/reading-thread.ts' },
  platform: 'node',
  // better-sqlite3's own JavaScript is bundled too, all but the part that was compiled: `src/store/sqlite/connection/sqlite.ts` finds that.
  external: /\.node$/,
  moduleTypes: { '.md': 'text' },
  transform: { target: 'node20', define: { VOICEBOT_VERSION: JSON.stringify(version) } },
  plugins: [expressionsMadeOnce, thirdPartyLicences, tidy],
  output: {
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // One file each for what an idle run needs, for what reads any other command line, and for what both do: to find a file
    // takes as long as to load a small one.
    codeSplitting: {
      groups: [
        { name: 'common', test: /\/src\/(?:version|domain\/(?:problem|time\/duration))\.ts$/ },
        {
          name: 'idle-run',
          test: /\/src\/(?:cli\/nothing-to-do|settings\/\w+|store\/sqlite\/calls\/work)\.ts$/,
        },
        { name: 'program', test: /\/src\/cli\/program\.ts$/ },
      ],
    },
    comments: { legal: true, annotation: false, jsdoc: false },
    // Names stay, so that a trace that an operator sends can be read.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  },
});
