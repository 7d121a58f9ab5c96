import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWithDue } from '../operations/calling/due-calls.ts';
import { openOperator } from '../support/operator.ts';

describe('the key', () => {
  it('is not sent to an address that a stray .env names', async () => {
    const operator = await openWithDue(1);
    operator.file('work/.env', 'RETELL_BASE_URL=https://collector.example\n');
    const ran = await operator.voicebot(['process-due', '--json'], {
      cwd: join(operator.home, 'work'),
      env: { RETELL_BASE_URL: undefined, VOICEBOT_NOW: undefined },
    });
    expect(ran).toMatchObject({ code: 4, json: { error: { code: 'env_file_not_allowed' } } });
    expect(operator.rows('select status from scheduled_calls')).toEqual([{ status: 'PENDING' }]);
  });

  it('is refused before anything is claimed if no HTTP header can hold it', async () => {
    const operator = await openWithDue(1);
    const ran = await operator.voicebot(['process-due'], { env: { RETELL_API_KEY: '“key_1234”' } });
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stderr).toContain('RETELL_API_KEY is set (from the environment)');
    expect(ran.stderr).not.toContain('key_1234');
    expect(operator.rows('select status from scheduled_calls')).toEqual([{ status: 'PENDING' }]);
  });
});

describe('a result that cannot be written', () => {
  it('is a failure', async () => {
    const operator = await openWithDue(1);
    const ran = await operator.shell('voicebot contacts export > /dev/full');
    expect(ran.code).toBe(1);
  });
});

describe('files', () => {
  it('are not overwritten by --rejects, nor created by a dry run', async () => {
    const operator = await openOperator();
    const list = operator.file('list.csv', 'Name,Phone\nBad,12\n');
    const mine = operator.file('mine.csv', 'my own file\n');
    expect(await operator.voicebot(['contacts', 'import', list, '--rejects', mine])).toMatchObject({
      code: 2,
    });
    expect(readFileSync(mine, 'utf8')).toBe('my own file\n');
    const fresh = join(operator.home, 'rejects.csv');
    await operator.voicebot(['contacts', 'import', list, '--rejects', fresh, '--dry-run']);
    expect(existsSync(fresh)).toBe(false);
    for (let n = 0; n < 2; n++) {
      expect(await operator.voicebot(['contacts', 'import', list, '--rejects', fresh])).toMatchObject({
        code: 6,
      });
    }
    expect(readFileSync(fresh, 'utf8')).toBe(
      'reject_reason,Name,Phone\n"Phone ""12"": too short for AU",Bad,12\n',
    );
  });
});

describe('asking Retell how a call ended', () => {
  it('succeeds even after a day offline', async () => {
    const operator = await openWithDue(1);
    await operator.voicebot(['process-due']);
    const { url } = operator.simulator;
    operator.clock.advance(25 * 3600);
    const offline = { env: { RETELL_BASE_URL: 'http://127.0.0.1:1' } };
    expect(await operator.voicebot(['process-due'], offline)).toMatchObject({ code: 75 });
    operator.clock.advance(3600);
    await operator.voicebot(['process-due'], { env: { RETELL_BASE_URL: url } });
    expect(operator.rows('select status from calls')).not.toEqual([{ status: 'registered' }]);
  });
});
