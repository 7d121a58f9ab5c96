import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvFile } from '../../../src/settings/env-file.ts';
import type { SimulatorOptions } from '../../../src/telephony/simulator/simulator.ts';
import { openOperator, type RunOptions } from '../../support/operator.ts';
import type { RunResult } from '../../support/running.ts';
import { openScreen } from '../../support/screen.ts';

const key = 'key_a1b2c3d4e5f6g7h8';
const agent = 'agent_demo';
const enough = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', agent];
const nothingSet = {
  RETELL_API_KEY: undefined,
  VOICEBOT_FROM_NUMBER: undefined,
  VOICEBOT_AGENT_ID: undefined,
};

/** Opens an operator with nothing set up; `init` gets the key on standard input, and must never print it. */
async function openNewcomer(options: SimulatorOptions = {}) {
  const operator = await openOperator({ apiKey: key, ...options });
  const profile = (name: string) => join(operator.home, '.config/voicebot', name, '.env');
  const init = async (
    words: readonly string[],
    { env, stdin = `${key}\n` }: RunOptions = {},
  ): Promise<RunResult> => {
    const ran = await operator.voicebot(words, { stdin, env: { ...nothingSet, ...env } });
    expect(ran.stdout + ran.stderr).not.toContain(stdin.toString().trim() || key);
    return ran;
  };
  return { ...operator, init, profile, file: profile('default'), write: operator.file };
}

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('voicebot init without a terminal', () => {
  it('writes a profile that only its owner can read, and says what to do next', async () => {
    const { init, file, voicebot, simulator } = await openNewcomer();
    const ran = await init([...enough, '--timezone', 'australia/perth', '--country', 'nz']);
    expect(ran.code).toBe(0);
    expect(readEnvFile(file)).toEqual({
      RETELL_API_KEY: key,
      RETELL_BASE_URL: simulator.url,
      VOICEBOT_FROM_NUMBER: '+61255501234',
      VOICEBOT_AGENT_ID: agent,
      VOICEBOT_TIMEZONE: 'Australia/Perth',
      VOICEBOT_COUNTRY: 'NZ',
    });
    expect(permissions(file)).toBe('600');
    expect(permissions(dirname(file))).toBe('700');
    expect(readdirSync(dirname(file))).toEqual(['.env']);
    expect(ran.stderr).toContain(`Settings for ${file}:`);
    expect(ran.stderr).toContain('RETELL_API_KEY=(not shown)');
    expect(ran.stdout).toContain('voicebot contacts import');
    expect(ran.stdout).toMatch(/^ {2}voicebot cron install /m);
    expect(await voicebot(['doctor'], { env: nothingSet })).toMatchObject({ code: 0 });
  });

  it('prints the same as JSON, without the key, for another profile', async () => {
    const { init, profile, file, simulator } = await openNewcomer();
    const ran = await init(['--profile', 'acme', ...enough, '--json']);
    expect(ran.json).toEqual({
      success: true,
      file: profile('acme'),
      settings: {
        RETELL_BASE_URL: simulator.url,
        VOICEBOT_FROM_NUMBER: '+61255501234',
        VOICEBOT_AGENT_ID: agent,
        VOICEBOT_CALL_TIMES: 'au',
      },
      checked: true,
      crontabLine: expect.stringMatching(/voicebot\.js --profile acme process-due$/),
    });
    expect(existsSync(file)).toBe(false);
  });

  it('keeps other lines, comments and settings of the file', async () => {
    const { init, file, write, simulator } = await openNewcomer();
    const before = `# ours\nRETELL_BASE_URL=${simulator.url}\nSOMETHING_ELSE=1\nRETELL_API_KEY='${key}'\nexport VOICEBOT_FROM_NUMBER="+61255501234" # the office\nVOICEBOT_LOCALE=en-NZ\n`;
    write('.config/voicebot/default/.env', before);
    chmodSync(file, 0o644);
    expect(await init(['init', '--from', '03 7010 1234', '--agent', agent])).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(
      `# ours\nRETELL_BASE_URL=${simulator.url}\nSOMETHING_ELSE=1\nRETELL_API_KEY='${key}'\nexport VOICEBOT_FROM_NUMBER=+61370101234 # the office\nVOICEBOT_LOCALE=en-NZ\nVOICEBOT_AGENT_ID=${agent}\nVOICEBOT_CALL_TIMES=au\n`,
    );
    expect(permissions(file)).toBe('600');
  });

  it('writes through a link', async () => {
    const { init, file, write } = await openNewcomer();
    const real = write('dotfiles/voicebot.env', '');
    write('.config/voicebot/default/other', '');
    symlinkSync(real, file);
    await init(enough);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readEnvFile(real)).toMatchObject({ RETELL_API_KEY: key });
  });

  it('warns if the environment takes precedence over what was written', async () => {
    const { init } = await openNewcomer();
    const { stderr } = await init(enough, { env: { VOICEBOT_AGENT_ID: 'agent_other' } });
    expect(stderr).toContain('VOICEBOT_AGENT_ID is also set in the environment');
    expect(stderr).not.toContain('VOICEBOT_FROM_NUMBER is also set');
  });

  it('accepts any number and agent if the account lists none', async () => {
    const { init } = await openNewcomer({ agents: [], fromNumbers: [] });
    expect(await init(enough)).toMatchObject({ code: 0 });
  });

  it('does not ask Retell with --no-check', async () => {
    const { init, simulator, file } = await openNewcomer();
    const unknown = [
      'init',
      '--api-key-stdin',
      '--from',
      '0255509999',
      '--agent',
      'agent_x',
      '--no-check',
      '--json',
    ];
    expect(await init(unknown)).toMatchObject({ code: 0, json: { checked: false } });
    expect(simulator.requests()).toEqual([]);
    expect(readEnvFile(file)).toMatchObject({ VOICEBOT_FROM_NUMBER: '+61255509999' });
  });
});

describe('voicebot init on a terminal', () => {
  it('refuses a wrong answer at its question, without a tick, and never shows the key', async () => {
    const { file, write, ...operator } = await openNewcomer();
    const screen = openScreen({ ...operator, file: write }, ['init'], { env: nothingSet });
    await screen.says('Retell API key');
    screen.type('\r');
    await screen.says('There is no API key');
    screen.type('two words\r');
    await screen.says('contains spaces or special characters');
    screen.type('\u0015another_key\r');
    await screen.says('API key is missing or invalid (401). Copy');
    expect(screen.whole()).not.toContain('✔ Retell API key');
    screen.type(`\u0015${key}\r`);
    await screen.says('Which country');
    screen.type('Oz\r');
    await screen.says('two letters');
    expect(screen.whole()).not.toContain('✔ Which country');
    screen.type('\u0015NZ\r');
    await screen.says('time zone?');
    screen.type('Mars\r');
    await screen.says('IANA');
    screen.type('\u0015Pacific/Auckland\r');
    await screen.says('Which number');
    screen.type('\r');
    await screen.says('Which agent');
    screen.type('\r');
    await screen.says('When may people be called');
    screen.type('lunchtime:\r');
    await screen.says('voicebot help times');
    screen.type('\u0015Mon-Fri 09:00-17:00\r');
    await screen.says('Save to');
    screen.type('\r');
    expect(await screen.ended).toBe(0);
    expect(screen.raw()).not.toContain(key);
    expect(screen.raw()).not.toContain('another_key');
    expect(readEnvFile(file)).toMatchObject({
      RETELL_API_KEY: key,
      VOICEBOT_COUNTRY: 'NZ',
      VOICEBOT_TIMEZONE: 'Pacific/Auckland',
      VOICEBOT_CALL_TIMES: 'Mon-Fri 09:00-17:00; holidays closed',
    });
  });
});

describe('voicebot init over a file with wrong settings', () => {
  it('refuses each at its question, takes Ctrl-D for a key of the line, and leaves no trace after Ctrl-C', async () => {
    const { file, write, ...operator } = await openNewcomer({ agents: [], fromNumbers: [] });
    const before = `RETELL_API_KEY=${key}\nVOICEBOT_COUNTRY=Oz\nVOICEBOT_TIMEZONE=Mars\nVOICEBOT_DB=new.db\n`;
    write('.config/voicebot/default/.env', before);
    const screen = openScreen({ ...operator, file: write }, ['init', '--no-check'], { env: nothingSet });
    await screen.says('Enter to keep');
    screen.type('\r');
    await screen.says('from? (Oz)');
    screen.type('\r');
    await screen.says('"Oz" is not a country code');
    // Ctrl-D deletes what is under the cursor, and at the end of the text nothing.
    screen.type('AUX\u001b[D\u0004\u0004\r');
    await screen.says('✔ Which country are numbers without + from? AU');
    await screen.says('time zone? (Mars)');
    screen.type('\r');
    await screen.says('"Mars" is not a time zone');
    screen.type('Australia/Perth\r');
    await screen.says('Which number');
    screen.type('12\r');
    await screen.says('too short');
    screen.type('\u0015  \r');
    await screen.says('it is empty');
    screen.type('\u00150255501234\r');
    await screen.says('Which agent');
    screen.type('\r');
    await screen.says('Type an answer');
    screen.type('  \r');
    await screen.says('There is no agent id');
    screen.type('\u0015two words\r');
    await screen.says('it contains spaces');
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
    expect(screen.text()).not.toContain('error:');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(dirname(file))).toEqual(['.env']);
    expect(readdirSync(operator.home)).not.toContain('new.db');
  });
});

describe('voicebot init writes nothing', () => {
  const cases: {
    what: string;
    words: string[];
    run?: RunOptions;
    code: number;
    error: string;
    says: string;
  }[] = [
    {
      what: 'without a terminal and without options',
      words: ['init'],
      code: 2,
      error: 'not_enough_options',
      says: '--api-key-stdin, --from, --agent',
    },
    {
      what: 'if an option is missing',
      words: ['init', '--api-key-stdin', '--from', '+61255501234'],
      code: 2,
      error: 'not_enough_options',
      says: '--agent',
    },
    {
      what: 'for a key that Retell refuses',
      words: enough,
      run: { stdin: 'wrong_key' },
      code: 4,
      error: 'retell_account',
      says: 'Nothing was written',
    },
    {
      what: 'for no key',
      words: enough,
      run: { stdin: '\n' },
      code: 2,
      error: 'missing_api_key',
      says: 'There is no API key',
    },
    {
      what: 'for two keys',
      words: enough,
      run: { stdin: 'one two' },
      code: 2,
      error: 'invalid_api_key',
      says: 'contains spaces',
    },
    {
      what: 'while Retell cannot be reached',
      words: enough,
      run: { env: { RETELL_BASE_URL: 'http://127.0.0.1:1' } },
      code: 75,
      error: 'retell_unreachable',
      says: '--no-check',
    },
    {
      what: 'for a number that is not the account’s',
      words: ['init', '--api-key-stdin', '--from', '0255509999', '--agent', agent],
      code: 4,
      error: 'unknown_from_number',
      says: '+61 2 5550 1234',
    },
    {
      what: 'for an agent that is not the account’s',
      words: ['init', '--api-key-stdin', '--from', '0255501234', '--agent', 'agent_x'],
      code: 4,
      error: 'unknown_agent',
      says: 'Demo agent',
    },
    {
      what: 'for an invalid number',
      words: [...enough, '--from', '12'],
      code: 2,
      error: 'invalid_phone_number',
      says: 'too short',
    },
    {
      what: 'for an unknown time zone',
      words: [...enough, '--timezone', 'EST'],
      code: 2,
      error: 'invalid_timezone',
      says: 'IANA',
    },
    {
      what: 'for an unknown country',
      words: [...enough, '--country', 'ZZ'],
      code: 2,
      error: 'unknown_country',
      says: 'two letters',
    },
  ];
  it.each(cases)('$what', async ({ words, run, code, error, says }) => {
    const { init, file } = await openNewcomer();
    const ran = await init([...words, '--json'], run);
    expect(ran).toMatchObject({ code, json: { success: false, error: { code: error } } });
    expect(ran.stdout).toContain(says);
    expect(existsSync(dirname(file))).toBe(false);
  });

  it('if its folder cannot be created', async () => {
    const { init, write } = await openNewcomer();
    write('.config/voicebot', 'a file where the folder belongs');
    const ran = await init([...enough, '--json']);
    expect(ran).toMatchObject({ code: 1, json: { error: { code: 'settings_not_written' } } });
  });

  it.each(['/proc/x', '/proc/x/y', '/dev/null/x'])('if its folder is below %s', async (folder) => {
    const { init } = await openNewcomer();
    const ran = await init([...enough, '--json'], { env: { XDG_CONFIG_HOME: folder } });
    expect(ran).toMatchObject({ code: 1, json: { error: { code: 'settings_not_written' } } });
  });
});
