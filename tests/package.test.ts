import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

it('works from its packed tarball, wherever it is installed and from any folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Built already, and other tests are running what is built.
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
  });
  execFileSync('tar', ['xzf', 'voicebot-0.1.0.tgz'], { cwd: folder });

  // What npm would install beside it: its one dependency with a binary, and what that one needs.
  const modules = join(folder, 'package/node_modules');
  mkdirSync(modules);
  for (const name of ['better-sqlite3', 'bindings', 'file-uri-to-path']) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const run = (...words: string[]) =>
    execFileSync(process.execPath, [join(folder, 'package/bin/voicebot.js'), ...words], {
      cwd: '/',
      env: { HOME: folder, PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
  expect(run('contacts', 'add', '--phone', '0491570006', '--name', 'Ada')).toContain('Contact 1 added');
  expect(JSON.parse(run('contacts', 'list', '--json'))).toMatchObject({ contacts: [{ id: 1, name: 'Ada' }] });
  expect(run('--version')).toBe('0.1.0\n');
});
