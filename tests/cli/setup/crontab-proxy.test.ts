import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { objectAt } from '../../support/people.ts';
import type { RunResult } from '../../support/running.ts';

const enough = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'agent_demo', '--no-check'];

/** Sets a profile up, with proxies in the environment. */
async function initWith(env: Record<string, string | undefined>, words: string[] = []): Promise<RunResult> {
  const operator = await openOperator();
  return operator.voicebot([...enough, ...words], {
    stdin: 'key_1234\n',
    env: { RETELL_BASE_URL: undefined, ...env },
  });
}

describe('the crontab line of a machine behind a proxy', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://proxy:8080', NO_PROXY: 'localhost,*.internal' }, undefined],
    [{ https_proxy: 'http://proxy:8080', no_proxy: '.internal' }, undefined],
    [{ HTTP_PROXY: 'http://proxy:8080' }, 'http://gateway:9000'],
  ])('carries what a run reads: %j', async (proxies: Record<string, string>, baseUrl) => {
    const env = { ...proxies, RETELL_BASE_URL: baseUrl, ...(baseUrl ? { VOICEBOT_ALLOW_HTTP: 'yes' } : {}) };
    const ran = await initWith(env, ['--json']);
    expect(ran.code).toBe(0);
    const line = String(objectAt(ran.json)['crontabLine']);
    for (const [name, text] of Object.entries(proxies)) {
      const word = text.includes('*') ? `'${text}'` : text;
      expect(line).toContain(` ${name}=${word} `);
    }
  });

  it('leaves out what no run would read', async () => {
    const local = { HTTPS_PROXY: 'http://proxy:8080', RETELL_BASE_URL: 'http://127.0.0.1:4010' };
    expect((await initWith(local)).stdout).not.toContain('PROXY');
    expect((await initWith({ HTTP_PROXY: 'http://proxy:8080' })).stdout).not.toContain('PROXY');
  });

  it('says that an address with a password must be added by hand, and does not print it', async () => {
    const env = { HTTPS_PROXY: 'http://ada:swordfish9@proxy:8080', NO_PROXY: '.internal' };
    const ran = await initWith(env, ['--json']);
    expect(ran.json).toMatchObject({
      crontabLine: expect.stringMatching(/ NO_PROXY=\.internal .*process-due$/),
      addToCrontabLine: ['HTTPS_PROXY'],
    });
    expect(ran.stdout + ran.stderr).not.toContain('swordfish9');
  });
});
