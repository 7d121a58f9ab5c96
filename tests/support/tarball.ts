import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packs the built package and unpacks it. @returns its folder, which is deleted when the current test finishes */
export function unpackedTarball(): string {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Already built, and other tests are running that build.
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
  });
  execFileSync('tar', ['xzf', 'voicebot-0.1.0.tgz'], { cwd: folder });
  return join(folder, 'package');
}
