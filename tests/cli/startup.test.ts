import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/connection/sqlite.ts';
import { type Operator, openOperator } from '../support/operator.ts';

const logLoaded = fileURLToPath(new URL('../support/log-loaded.cjs', import.meta.url));

/** Returns the files of the built program that a command line loads, and their size in bytes. */
async function loadedBy(operator: Operator, words: string[]) {
  const list = join(operator.home, 'loaded');
  const env = { NODE_OPTIONS: `--require ${logLoaded}`, LOG_LOADED: list };
  const ran = await operator.voicebot(words, { env });
  expect({ words, code: ran.code, stderr: ran.stderr }).toEqual({ words, code: 0, stderr: '' });
  const files = readFileSync(list, 'utf8')
    .split('\n')
    .filter((path) => path.endsWith('.cjs') && path !== logLoaded);
  return {
    names: files.map((path) => basename(path).replace(/(?:-.{8})?\.cjs$/, '')),
    bytes: files.reduce((sum, path) => sum + statSync(path).size, 0),
    printed: ran.stdout,
  };
}

describe('starting', () => {
  it('loads almost nothing and prints nothing for a cron run with nothing to do', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
    await operator.voicebot(['schedule', '1', '--at', '+1d']);
    for (const more of [
      [],
      ['--quiet'],
      ['--yes', '--no-input'],
      ['--concurrency', '20'],
      ['--profile', 'default', '--limit=5'],
    ]) {
      const { names, bytes, printed } = await loadedBy(operator, ['process-due', ...more]);
      expect(names).not.toContain('program');
      expect(names).not.toContain('open-store');
      expect(bytes).toBeLessThan(57_000);
      expect(printed).toBe('');
    }
  });

  it('loads no act for help and the version, and no database for completion', async () => {
    const operator = await openOperator();
    for (const [words, limit] of [
      // Every command's definition, of about half a kilobyte each.
      [['--version'], 120_000],
      // With what lays out and colours a page, and the examples of one noun.
      [['--help'], 151_000],
      [['contacts', 'import', '--help'], 151_000],
    ] as const) {
      const { names, bytes } = await loadedBy(operator, [...words]);
      expect(names).not.toContain('open-store');
      expect(names).not.toContain('context');
      expect(bytes).toBeLessThan(limit);
    }
    expect((await loadedBy(operator, ['completion', 'bash'])).names).not.toContain('open-store');
  });

  it('loads next to nothing to complete a word', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--name', 'Ada']);
    const { names, bytes, printed } = await loadedBy(operator, ['__complete', 'contact', 'a']);
    expect(names).not.toContain('program');
    expect(names).not.toContain('open-store');
    expect(bytes).toBeLessThan(70_000);
    expect(printed).toBe('Ada\t+61491570006, contact 1\n');
  });

  it('reports what would stop the next run even if nothing is due', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
    const wrong = await operator.voicebot(['process-due'], { env: { VOICEBOT_RETRY_DELAY: 'soon' } });
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('VOICEBOT_RETRY_DELAY is "soon"'),
    });
    const database = openSqlite(operator.database);
    database.exec(
      "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('of a later year', 9999999999999)",
    );
    database.close();
    const newer = await operator.voicebot(['process-due']);
    expect(newer).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('written by a newer version of voicebot'),
    });
  });
});
