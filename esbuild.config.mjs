import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

const { dependencies, version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

// Split along dynamic imports: a command loads only what it needs, and cron starts this program every minute.
const { metafile } = await build({
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: '[name]-[hash]',
  minifySyntax: true,
  sourcemap: false,
  legalComments: 'linked',
  external: Object.keys(dependencies),
  define: { VOICEBOT_VERSION: JSON.stringify(version) },
  // CommonJS packages inside the bundle call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});

// Only now, so that a program that is running meanwhile still finds its parts.
const built = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
const dist = new URL('dist/', import.meta.url);
for (const file of readdirSync(dist)) if (!built.has(file)) rmSync(new URL(file, dist));
