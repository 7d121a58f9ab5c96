import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { unpackedTarball } from './support/tarball.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

it('works from its packed tarball, installed anywhere and run from any folder', () => {
  const folder = unpackedTarball();

  // What npm would install with it: its only dependency, and what that needs at run time.
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of ['better-sqlite3', 'bindings', 'file-uri-to-path']) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [join(folder, 'bin/voicebot.js'), ...args], {
      cwd: '/',
      env: { HOME: dirname(folder), PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
  expect(run('contacts', 'add', '--phone', '0491570006', '--name', 'Ada')).toContain('Added contact 1');
  expect(JSON.parse(run('contacts', 'list', '--json'))).toMatchObject({ contacts: [{ id: 1, name: 'Ada' }] });
  expect(run('--version')).toBe('0.1.0\n');
});
