import { deepStrictEqual } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cronSecret } from '../../support/api.ts';
import { openServing } from '../api/serving.ts';
import { job, outcome } from './job.ts';

/**
 * Has openapi-typescript generate the types of a client from the document, and openapi-fetch drive the whole job with them. They are
 * installed beside the project: openapi-typescript needs TypeScript 5. Not part of `npm test`.
 */
const packages = ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5', '@types/node@20'];

const folder = mkdtempSync(join(tmpdir(), 'voicebot-client-'));
// The simulator is in this process, which must go on meanwhile.
const run = async (command: string, ...words: string[]) =>
  (await promisify(execFile)(command, words, { cwd: folder, encoding: 'utf8' })).stdout;
const serving = await openServing();
try {
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  const others = { module: 'nodenext', target: 'es2022', outDir: 'built', types: ['node'] };
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...others }, include: ['*.ts'] }),
  );
  writeFileSync(join(folder, 'job.ts'), job);
  const { text } = await serving.send({ method: 'GET', path: '/openapi.json' });
  writeFileSync(join(folder, 'openapi.json'), text);
  await run('npm', 'install', '--no-audit', '--no-fund', '--silent', ...packages);
  await run('npx', 'openapi-typescript', 'openapi.json', '-o', 'schema.ts');
  await run('npx', 'tsc', '-p', '.');
  const said: unknown = JSON.parse(
    await run(process.execPath, 'built/job.js', serving.url, serving.token, cronSecret),
  );
  deepStrictEqual(said, outcome);
  process.stdout.write('The generated client did the whole job.\n');
} finally {
  const wrong = await serving.close();
  for (const what of wrong) process.stdout.write(`  ✗ ${what}\n`);
  if (wrong.length > 0) process.exitCode = 1;
  rmSync(folder, { recursive: true, force: true });
}
