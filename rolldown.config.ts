import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { thirdPartyLicences } from './rolldown.licences.config.ts';

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);

/**
 * What packages load for what voicebot does not use, and takes a millisecond or two: commander for commands that are programs of
 * their own, dotenv for files that are encrypted.
 */
const unused: Record<string, readonly string[]> = {
  commander: ['node:child_process'],
  dotenv: ['crypto', 'os'],
  // It asks what the terminal can do; `cli/terminal/terminal.ts` has its own answer.
  chalk: ['#supports-color'],
};

const withoutUnused: Plugin = {
  name: 'without-unused',
  resolveId: (id, importer = '') => {
    const user = Object.entries(unused).find(
      ([name, modules]) => importer.includes(`/node_modules/${name}/`) && modules.includes(id),
    );
    return user && `\0unused-by-${user[0]}`;
  },
  load: (id) => (id.startsWith('\0unused-by-') ? 'export default {}' : undefined),
};

/**
 * libphonenumber-js puts its regular expressions together anew for each number that it is asked about: half of its time. Here
 * each is made once. Where a release has the file elsewhere, all that is lost is time.
 */
const expressionsMadeOnce: Plugin = {
  name: 'expressions-made-once',
  load: (id) =>
    id.endsWith('/libphonenumber-js/es6/helpers/matchesEntirely.js')
      ? `const made = new Map();
        export default function matchesEntirely(text, pattern) {
          let expression = made.get(pattern);
          if (!expression) made.set(pattern, (expression = new RegExp('^(?:' + pattern + ')$')));
          return expression.test(text || '');
        }`
      : undefined,
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
  transform: { target: 'node20', define: { VOICEBOT_VERSION: JSON.stringify(version) } },
  plugins: [withoutUnused, expressionsMadeOnce, thirdPartyLicences, tidy],
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
          test: /\/src\/(?:cli\/nothing-to-do|settings\/\w+|store\/sqlite\/calls\/idle)\.ts$/,
        },
        { name: 'program', test: /\/src\/cli\/program\.ts$/ },
      ],
    },
    comments: { legal: true, annotation: false, jsdoc: false },
    // Names stay, so that a trace that an operator sends can be read.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  },
});
