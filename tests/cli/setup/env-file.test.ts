import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import { openWithDue } from '../../operations/calling/due-calls.ts';
import { type Operator, openOperator, program } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';

/** The profile's own settings in a file, and none in the environment. */
const unset = {
  RETELL_API_KEY: undefined,
  RETELL_BASE_URL: undefined,
  VOICEBOT_FROM_NUMBER: undefined,
  VOICEBOT_AGENT_ID: undefined,
};

/** Opens an operator with a due call, whose settings are in the profile's file, and who works in a folder of its own. */
async function openInFolder(dueCalls = 1) {
  const operator = await openWithDue(dueCalls);
  operator.file(
    '.config/voicebot/default/.env',
    `RETELL_API_KEY=key_of_the_profile\nRETELL_BASE_URL=${operator.simulator.url}\n`,
  );
  operator.file('work/readme', '');
  const run = { cwd: join(operator.home, 'work'), env: unset };
  return {
    ...operator,
    run,
    write: (text: string) => operator.file('work/.env', text),
    here: (...words: string[]) => operator.voicebot([...words, '--json'], run),
    statuses: () => operator.rows('select status from scheduled_calls').map(({ status }) => status),
  };
}

describe('a ./.env that has not been allowed', () => {
  it.each([
    ['another server', 'RETELL_BASE_URL=https://collector.example'],
    ['a port on this machine', 'RETELL_BASE_URL=http://127.0.0.1:9'],
    ['another key', 'RETELL_API_KEY=key_of_another_account'],
    ['another database', 'VOICEBOT_DB=theirs.db'],
    ['sending again what you hold', 'VOICEBOT_UNKNOWN_CALLS=resend'],
    ['another hour', 'VOICEBOT_NOW=2030-01-01T00:00:00Z'],
  ])('does not set %s: the run exits with 4, and names the command that allows it', async (_, line) => {
    const { here, write, statuses, simulator, home, run } = await openInFolder();
    write(`${line}\n`);
    const env = line.startsWith('VOICEBOT_NOW') ? { ...unset, VOICEBOT_NOW: undefined } : unset;
    run.env = env;
    const ran = await here('process-due');
    expect(ran).toMatchObject({ code: 4, json: { error: { code: 'env_file_not_allowed' } } });
    expect(ran.stdout).toContain(`voicebot allow '${join(home, 'work/.env')}'`);
    expect(statuses()).toEqual(['PENDING']);
    expect(simulator.requests()).toEqual([]);
  });

  it('stops init too, before the key goes anywhere', async () => {
    const thief = await startSimulator({});
    const operator = await openOperator();
    operator.file('.env', `RETELL_BASE_URL=${thief.url}\n`);
    const init = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'agent_demo', '--json'];
    const ran = await operator.voicebot(init, { stdin: 'key_of_the_test_account', env: unset });
    expect(ran).toMatchObject({ code: 4, json: { error: { code: 'env_file_not_allowed' } } });
    expect(thief.requests()).toEqual([]);
    expect(existsSync(join(operator.home, '.config/voicebot/default/.env'))).toBe(false);
    await thief.close();
  });

  it.each(['process-due', 'watch', 'serve --port 0 --watch'])(
    'stops %s in the home folder too, where cron runs it',
    async (line) => {
      const thief = await startSimulator({});
      const operator = await openWithDue(1);
      operator.file('.env', `RETELL_BASE_URL=${thief.url}\n`);
      const ran = await operator.voicebot([...line.split(' '), '--json'], {
        env: { ...unset, RETELL_API_KEY: 'key_of_the_test_account' },
      });
      expect(ran).toMatchObject({ code: 4, stdout: expect.stringContaining('"env_file_not_allowed"') });
      expect(thief.requests()).toEqual([]);
      expect(operator.rows('select status from scheduled_calls')).toEqual([{ status: 'PENDING' }]);
      await thief.close();
    },
  );

  it('sets what is harmless, and does not stop a command that needs nothing else of it', async () => {
    const { here, write } = await openInFolder();
    write('VOICEBOT_TIMEZONE=Australia/Perth\nVOICEBOT_AGENT_ID=agent_of_the_folder\n');
    expect(await here('scheduled', 'list')).toMatchObject({ code: 0 });
    const { json } = await here('config');
    expect(json).toMatchObject({
      settings: expect.arrayContaining([
        expect.objectContaining({
          name: 'VOICEBOT_TIMEZONE',
          value: 'Australia/Perth',
          origin: './.env',
          note: null,
        }),
        expect.objectContaining({
          name: 'VOICEBOT_AGENT_ID',
          value: null,
          note: './.env sets it to agent_of_the_folder: left out, as that file has not been allowed (voicebot allow).',
        }),
      ]),
    });
  });

  it('does not matter where something stronger sets the same', async () => {
    const { voicebot, write, run, simulator } = await openInFolder();
    write('RETELL_API_KEY=key_of_another_account\n');
    const env = { ...unset, RETELL_API_KEY: 'key_of_the_test_account' };
    expect(await voicebot(['process-due'], { ...run, env })).toMatchObject({ code: 0 });
    expect(simulator.rings()).toHaveLength(1);
  });

  it('is named by doctor, with the key masked by config', async () => {
    const { here, write } = await openInFolder();
    write('RETELL_API_KEY=key_a1b2c3d4e5f6g7h8\n');
    const found = await here('doctor');
    expect(found.code).toBe(4);
    expect(found.stdout).toContain('sets RETELL_API_KEY, which you have not allowed: left out.');
    const shown = await here('config');
    expect(shown.stdout).toContain('./.env sets it to ••••g7h8: left out');
    expect(found.stdout + shown.stdout).not.toContain('a1b2c3');
  });
});

describe('voicebot allow', () => {
  it('lets the file count, until it changes, for this profile and this folder', async () => {
    const { here, write, home, voicebot, run, file } = await openInFolder();
    const path = write('VOICEBOT_AGENT_ID=agent_of_the_folder\nVOICEBOT_DB=folder.db\n');
    expect((await here('allow')).json).toEqual({
      success: true,
      file: path,
      profile: 'default',
      settings: ['VOICEBOT_AGENT_ID', 'VOICEBOT_DB'],
    });
    const agentOf = async (words: string[], cwd = run.cwd) => {
      const { stdout } = await voicebot([...words, 'config', '--csv', '--fields', 'name,value'], {
        ...run,
        cwd,
      });
      return /VOICEBOT_AGENT_ID,(.*)/.exec(stdout)?.[1];
    };
    expect(await agentOf([])).toBe('agent_of_the_folder');
    file('.config/voicebot/acme/.env', '');
    expect(await agentOf(['--profile', 'acme'])).toBe('');
    file('elsewhere/.env', readFileSync(path));
    expect(await agentOf([], join(home, 'elsewhere'))).toBe('');
    write('VOICEBOT_AGENT_ID=agent_of_the_folder\nVOICEBOT_DB=other.db\n');
    expect(await agentOf([])).toBe('');
  });

  it('keeps the decision where only you can read it', async () => {
    const { here, write, home } = await openInFolder();
    write('VOICEBOT_AGENT_ID=a\n');
    await here('allow', '.env');
    const folder = join(home, '.config/voicebot/default/env-files');
    const [record = ''] = readdirSync(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, record)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['missing/.env', 'env_file_not_found'],
    ['readme', 'not_an_env_file'],
  ])('refuses %s', async (file, code) => {
    const { here } = await openInFolder();
    expect(await here('allow', file)).toMatchObject({ code: 2, json: { error: { code } } });
  });
});

describe('on a terminal, a ./.env', () => {
  it('is shown, with the key masked, and asked about once', async () => {
    const operator = await openInFolder();
    operator.write('RETELL_API_KEY=key_a1b2c3d4e5f6g7h8\nVOICEBOT_AGENT_ID=agent_of_the_folder\n');
    const screen = openScreen(operator, ['process-due'], operator.run);
    await screen.says('Use these settings whenever you work in this folder?');
    expect(screen.whole()).toContain('RETELL_API_KEY=••••g7h8');
    expect(screen.whole()).toContain('VOICEBOT_AGENT_ID=agent_of_the_folder');
    expect(screen.whole()).not.toContain('a1b2c3');
    screen.type('y\r');
    await screen.says('Place it now?');
    screen.type('\r');
    expect(await screen.ended).toBe(0);
    expect(operator.simulator.rings()).toHaveLength(1);
    const again = openScreen(operator, ['process-due'], operator.run);
    expect(await again.ended).toBe(0);
    expect(again.whole()).not.toContain('whenever you work');
  });

  it('stays left out if you decline it, and is not asked about again', async () => {
    const operator = await openInFolder();
    operator.write('VOICEBOT_DB=theirs.db\n');
    const screen = openScreen(operator, ['process-due'], operator.run);
    await screen.says('Use these settings');
    screen.type('n\r');
    expect(await screen.ended).toBe(4);
    expect(screen.whole()).toContain('voicebot allow');
    const again = openScreen(operator, ['contacts', 'list'], operator.run);
    expect(await again.ended).toBe(4);
    expect(again.whole()).not.toContain('Use these settings');
    expect(operator.statuses()).toEqual(['PENDING']);
  });
});

describe('a file that --env-file names', () => {
  it('counts, whatever it sets, before the profile’s own', async () => {
    const { here, file, simulator } = await openInFolder();
    const other = await startSimulator({ apiKey: 'key_named' });
    file('work/named.env', `RETELL_API_KEY=key_named\nRETELL_BASE_URL=${other.url}\n`);
    expect(await here('--env-file', 'named.env', 'process-due')).toMatchObject({ code: 0 });
    expect(other.rings()).toHaveLength(1);
    expect(simulator.rings()).toHaveLength(0);
    await other.close();
  });

  it('can be the ./.env itself', async () => {
    const { here, write } = await openInFolder();
    write('VOICEBOT_AGENT_ID=agent_of_the_folder\n');
    expect((await here('--env-file', '.env', 'config')).stdout).toMatch(
      /"value": "agent_of_the_folder",\s+"origin": ".env"/,
    );
  });

  it('must exist: Node says so itself before it starts voicebot, unless it is told where its own options end', async () => {
    const operator = await openInFolder();
    const ran = await operator.voicebot(['--env-file', 'no.env', 'process-due'], operator.run);
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toContain('no.env');
    const separated = await operator.shell(`node -- ${program} --env-file no.env process-due`, operator.run);
    expect(separated).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no settings file'),
    });
    expect(operator.statuses()).toEqual(['PENDING']);
  });
});

describe('a named profile', () => {
  /** Alpha's settings in an allowed ./.env, and a profile beta with a contact whose call is due. */
  async function openBoth() {
    const operator = await openInFolder(0);
    operator.write(
      'RETELL_API_KEY=key_of_alpha\nVOICEBOT_FROM_NUMBER=+61255501111\nVOICEBOT_AGENT_ID=agent_alpha\n',
    );
    operator.file(
      '.config/voicebot/beta/.env',
      `RETELL_API_KEY=key_of_beta\nRETELL_BASE_URL=${operator.simulator.url}\nVOICEBOT_FROM_NUMBER=+61255501234\nVOICEBOT_AGENT_ID=agent_demo\n`,
    );
    await operator.here('--profile', 'beta', 'allow');
    await operator.here('--profile', 'beta', 'contacts', 'add', '--name', 'Ada', '--phone', '0491570006');
    return operator;
  }

  it.each([
    ['--profile', ['--profile', 'beta'], {}],
    ['VOICEBOT_PROFILE', [], { VOICEBOT_PROFILE: 'beta' }],
  ])('with %s is stronger than an allowed ./.env', async (_, words, env) => {
    const { voicebot, run, simulator } = await openBoth();
    const called = await voicebot([...words, 'call', '1', '--yes'], { ...run, env: { ...unset, ...env } });
    expect(called).toMatchObject({ code: 0 });
    const [request] = simulator.requests().filter(({ path }) => path.includes('create-phone-call'));
    expect(request?.body).toMatchObject({ from_number: '+61255501234', override_agent_id: 'agent_demo' });
    expect(JSON.stringify(await shown(voicebot, run, [...words], env))).toContain('beta');
  });

  async function shown(voicebot: Operator['voicebot'], run: object, words: string[], env: object) {
    const { json } = await voicebot([...words, 'config', '--json'], { ...run, env: { ...unset, ...env } });
    return json;
  }
});

describe('an http:// address on another machine', () => {
  const address = { RETELL_BASE_URL: 'http://proxy.example:8080', VOICEBOT_NOW: undefined };

  it('is refused, as the key could be read on its way', async () => {
    const operator = await openWithDue(1);
    const ran = await operator.voicebot(['process-due', '--json'], { env: address });
    expect(ran).toMatchObject({ code: 2, json: { error: { code: 'insecure_base_url' } } });
    expect(operator.rows('select status from scheduled_calls')).toEqual([{ status: 'PENDING' }]);
    const init = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'a', '--json'];
    expect(await operator.voicebot(init, { env: address, stdin: 'key_1234' })).toMatchObject({
      code: 2,
      json: { error: { code: 'insecure_base_url' } },
    });
  });

  it('is used if VOICEBOT_ALLOW_HTTP says so', async () => {
    const operator = await openWithDue(1);
    const env = { ...address, RETELL_BASE_URL: 'http://proxy.invalid:8080', VOICEBOT_ALLOW_HTTP: 'yes' };
    const ran = await operator.voicebot(['process-due', '--json'], { env });
    expect(ran).toMatchObject({ code: 75 });
  });
});
