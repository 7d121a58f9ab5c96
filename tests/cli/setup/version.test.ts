import { readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';

it('voicebot version says version, commit, Node and SQLite, whatever is set up', async () => {
  const operator = await openOperator({ hasDatabase: false });
  const env = { VOICEBOT_TIMEZONE: 'Mars', VOICEBOT_PROFILE: 'nobody' };
  const plain = await operator.voicebot(['version'], { env });
  expect(plain).toMatchObject({ code: 0, stderr: '' });
  expect(plain.stdout).toMatch(/^voicebot \d+\.\d+\.\d+.*\nNode {5}\d+\..*\nSQLite {3}3\.\d+\.\d+\n$/);
  const ran = await operator.voicebot(['version', '--json'], { env });
  expect(Object.keys(Object(ran.json))).toEqual(['version', 'commit', 'node', 'sqlite', 'platform']);
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(ran.json).toMatchObject({ version, node: process.versions.node });
});

it('the workflow runs what CI runs, on each Node that the README names', () => {
  const root = new URL('../../../', import.meta.url);
  const workflow = readFileSync(new URL('.github/workflows/check.yml', root), 'utf8');
  expect(workflow).toContain('node: [20, 22, 24]');
  expect(workflow).toContain('- run: .ci/run');
  expect(statSync(new URL('.ci/run', root)).mode & 0o111).not.toBe(0);
});
