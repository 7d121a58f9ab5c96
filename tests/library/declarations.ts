import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Writes the type declarations of the library to `dist/types`: those that its entry reaches, of all that the compiler makes. No other
 * package's types are among them, because everything but better-sqlite3 is bundled.
 */
const made = resolve('node_modules/.cache/types');
const shipped = resolve('dist/types');
const entry = join(made, 'library/index.d.ts');

const imports = /(?:^(?:import|export)\b[^'";]*\bfrom\s*|\bimport\()['"]([^'"]+)['"]/gm;

rmSync(made, { recursive: true, force: true });
execFileSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tests/library/tsconfig.json', '--outDir', made],
  {
    stdio: 'inherit',
  },
);
rmSync(shipped, { recursive: true, force: true });
const reached = new Set<string>();
for (const pending = [entry]; pending.length > 0; ) {
  const file = pending.pop();
  if (file === undefined || reached.has(file)) continue;
  reached.add(file);
  const target = join(shipped, relative(made, file));
  mkdirSync(dirname(target), { recursive: true });
  cpSync(file, target);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(imports)) {
    if (!specifier.startsWith('.'))
      throw new Error(`${relative(made, file)} needs the types of ${specifier}.`);
    const next = resolve(dirname(file), specifier.replace(/\.ts$/, '.d.ts'));
    if (!existsSync(next))
      throw new Error(`${relative(made, file)} imports ${specifier}, which was not made.`);
    pending.push(next);
  }
}
process.stdout.write(`${reached.size} declarations\n`);
