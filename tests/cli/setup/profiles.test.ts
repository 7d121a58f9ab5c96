import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';

const unset = {
  RETELL_BASE_URL: undefined,
  RETELL_API_KEY: undefined,
  VOICEBOT_FROM_NUMBER: undefined,
  VOICEBOT_AGENT_ID: undefined,
};

/** Opens an operator with the profiles default and acme, whose settings are in their files alone. */
async function openTwoProfiles() {
  const operator = await openOperator();
  for (const name of ['default', 'acme']) {
    const set = `RETELL_API_KEY=key_of_${name}_1234\nRETELL_BASE_URL=${operator.simulator.url}\n`;
    operator.file(
      `.config/voicebot/${name}/.env`,
      `${set}VOICEBOT_FROM_NUMBER=+61255501234\nVOICEBOT_AGENT_ID=agent_demo\nVOICEBOT_CALL_TIMES=off\n`,
    );
  }
  const bare = (words: string, env = {}) =>
    operator.voicebot(words.split(' '), { env: { ...unset, ...env }, cwd: '/' });
  await bare('--profile acme contacts add --name Ada --phone 0491570006');
  const used = async (words = '', env = {}) => {
    const { json } = await bare(`${words} profiles path --json`.trim(), env);
    return json;
  };
  return { ...operator, bare, used };
}

const names = (list: unknown) => JSON.stringify(list);

describe('voicebot profiles', () => {
  it('lists each profile, and which is used, by its own files', async () => {
    const { bare, home } = await openTwoProfiles();
    const { json } = await bare('--profile acme profiles list --json');
    expect(json).toMatchObject({
      profiles: [
        { name: 'acme', isDefault: false, isCurrent: true, isSimulated: true, fromNumber: '+61255501234' },
        { name: 'default', isDefault: true, isCurrent: false },
      ],
      total: 2,
      nextPage: null,
    });
    expect(names(json)).not.toContain('key_of');
    expect(json).toMatchObject({
      profiles: [{ database: join(home, '.local/share/voicebot/acme/voicebot.db') }, {}],
    });
  });

  it('keeps the one to use where none is named, for cron too; what names one has priority', async () => {
    const { bare, used, file, home, simulator } = await openTwoProfiles();
    const chosen = await bare('profiles use acme');
    expect(chosen).toMatchObject({ code: 0, stderr: expect.stringContaining('not those of default') });
    expect(statSync(join(home, '.config/voicebot/.default-profile')).mode & 0o777).toBe(0o600);
    const named = file('named.env', 'VOICEBOT_PROFILE=default\n');
    expect(
      await Promise.all([
        used(),
        used('', { VOICEBOT_PROFILE: 'default' }),
        used('--profile default', { VOICEBOT_PROFILE: 'acme' }),
        used(`--env-file ${named}`),
      ]),
    ).toMatchObject([
      { profile: 'acme' },
      { profile: 'default' },
      { profile: 'default' },
      { profile: 'default' },
    ]);
    const { json } = await bare('config --json --fields name,value,origin');
    expect(names(json)).toContain(
      `{"name":"VOICEBOT_PROFILE","value":"acme","origin":"${home}/.config/voicebot/.default-profile"}`,
    );
    await bare('schedule 1 --at now');
    // As cron runs it: with the file's settings alone, and no sign of which profile it is.
    const run = await bare('process-due');
    expect(run).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('placed') });
    expect(simulator.rings()).toHaveLength(1);
    expect(await bare('process-due')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    await bare('profiles use default');
    expect(await used()).toMatchObject({ profile: 'default' });
    expect(existsSync(join(home, '.config/voicebot/.default-profile'))).toBe(false);
  });

  it('keeps to the order of settings: the kept profile’s own file comes after an allowed ./.env', async () => {
    const { voicebot, file, home } = await openTwoProfiles();
    file('here/.env', 'VOICEBOT_AGENT_ID=agent_here\n');
    await voicebot(['profiles', 'use', 'acme']);
    const here = { cwd: join(home, 'here'), env: unset };
    await voicebot(['allow'], here);
    const agent = async (words: string[]) =>
      names((await voicebot([...words, 'config', '--json'], here)).json).includes('"agent_here"');
    expect([await agent([]), await agent(['--profile', 'acme'])]).toEqual([true, false]);
  });

  it('refuses what is not a profile, with the nearest one', async () => {
    const { bare, file, used } = await openTwoProfiles();
    for (const words of [
      'profiles use acm',
      'profiles remove acm --yes',
      'profiles path acm',
      '--profile acm call 1',
    ])
      expect({ words, ...(await bare(`${words} --json`)) }).toMatchObject({
        words,
        code: 4,
        json: { error: { code: 'unknown_profile', hint: expect.stringContaining('Did you mean acme?') } },
      });
    // Typed as it stands, what an error advises must not be done to another profile.
    expect(await bare('--profile acme halt')).toMatchObject({
      stdout: expect.stringContaining('To go on calling: voicebot --profile acme resume'),
    });
    expect(await bare('contacts show zzz --profile acme')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(
        /To go on: voicebot --profile acme resume\n.*voicebot --profile acme contacts list --search/s,
      ),
    });
    await bare('--profile acme resume');
    const empty = await bare('--profile acme calls list');
    expect(empty.stderr).toContain('To call a contact now: voicebot --profile acme call <contact>');
    expect(await bare('profiles add acme --json')).toMatchObject({
      code: 5,
      json: { error: { code: 'profile_exists' } },
    });
    file('.config/voicebot/.default-profile', 'gone\n');
    expect(await bare('process-due')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('profiles use <name>'),
    });
    file('.config/voicebot/.default-profile', '../../etc\n');
    expect(await bare('process-due')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('--profile default profiles use'),
    });
    expect(await bare('--profile default profiles use acme')).toMatchObject({ code: 0 });
    expect(await used()).toMatchObject({ profile: 'acme' });
  });

  it('adds a profile that only its owner can read, which is then known', async () => {
    const { bare, home } = await openTwoProfiles();
    expect(await bare('profiles add beta')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--profile beta init'),
    });
    const path = join(home, '.config/voicebot/beta/.env');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await bare('--profile beta config')).toMatchObject({ code: 0 });
  });

  it('removes a profile’s settings, and keeps its database with the calls that were placed', async () => {
    const { bare, home, used } = await openTwoProfiles();
    await bare('--profile acme schedule 1 --at +1d');
    const asked = await bare('profiles remove acme');
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('needs --yes') });
    expect(asked.stderr).toContain('1 call is scheduled: none of them will be placed');
    expect(await used('--profile acme')).toMatchObject({ profile: 'acme' });
    await bare('profiles use acme');
    expect(await bare('profiles remove acme --yes')).toMatchObject({ code: 5 });
    await bare('profiles use default');
    const removed = await bare('profiles remove acme --yes --json');
    expect(removed).toMatchObject({ code: 0, json: { profile: 'acme', left: [] } });
    expect(existsSync(join(home, '.config/voicebot/acme'))).toBe(false);
    const [aside = ''] = readdirSync(join(home, '.local/share/voicebot/.removed'));
    const database = join(home, '.local/share/voicebot/.removed', aside, 'voicebot.db');
    expect((await bare(`--db ${database} scheduled list --json`)).json).toMatchObject({ total: 1 });
    expect((await bare('profiles list --json')).json).toMatchObject({ total: 1 });
  });

  it('prints how to have the database back, which is right if the folder is there again, too', async () => {
    const operator = await openTwoProfiles();
    const { stdout } = await operator.bare('profiles remove acme --yes');
    const [line = ''] = stdout.split('\n').filter((one) => one.includes(' mv '));
    const folder = join(operator.home, '.local/share/voicebot/acme');
    mkdirSync(folder);
    expect(await operator.shell(line)).toMatchObject({ code: 1, stderr: expect.stringContaining('exists') });
    expect(readdirSync(folder)).toEqual([]);
    rmdirSync(folder);
    expect(await operator.shell(line)).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder)).toContain('voicebot.db');
  });

  it('leaves alone what else is in the folder, and a database that is elsewhere', async () => {
    const { bare, file, home } = await openTwoProfiles();
    file('.config/voicebot/acme/notes.txt', 'ours');
    const settings = join(home, '.config/voicebot/acme/.env');
    const elsewhere = join(home, 'elsewhere.db');
    renameSync(join(home, '.local/share/voicebot/acme/voicebot.db'), elsewhere);
    appendFileSync(settings, 'VOICEBOT_DB=~/elsewhere.db\n');
    expect((await bare('profiles remove acme')).stderr).toContain(`${elsewhere}, where it is`);
    expect(await bare('profiles remove acme --yes')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('other files'),
    });
    expect(readFileSync(join(home, '.config/voicebot/acme/notes.txt'), 'utf8')).toBe('ours');
  });
});

it('a watch that reads its settings again stays with its profile, whichever is chosen meanwhile', async () => {
  const operator = await openOperator({ apiKey: 'right_key_1234' });
  const set = `RETELL_BASE_URL=${operator.simulator.url}\nVOICEBOT_FROM_NUMBER=+61255501234\nVOICEBOT_AGENT_ID=agent_demo\n`;
  const write = (name: string, key: string) =>
    operator.file(`.config/voicebot/${name}/.env`, `${set}RETELL_API_KEY=${key}\n`);
  write('default', 'wrong_key_1234');
  write('acme', 'wrong_key_of_acme');
  await operator.voicebot(['contacts', 'add', '--phone', '0491570006'], { env: unset });
  await operator.voicebot(['schedule', '1', '--at', 'now'], { env: { ...unset } });
  const watch = operator.start(['watch', '--every', '1s'], { env: unset });
  await watch.says('does not accept');
  await operator.voicebot(['profiles', 'use', 'acme'], { env: unset });
  write('default', 'right_key_1234');
  await watch.says('placed');
});

describe('a command that places calls', () => {
  const shown = async (operator: Operator, words: string[], env = {}) => {
    const screen = openScreen(operator, words, { env: { ...unset, ...env } });
    await screen.ended;
    return screen.whole();
  };

  it('names the profile on a terminal unless it is the default one, and misspelt settings', async () => {
    const { bare, file, ...operator } = await openTwoProfiles();
    file(
      '.config/voicebot/acme/.env',
      `${readFileSync(join(operator.home, '.config/voicebot/acme/.env'), 'utf8')}VOICEBOT_CALL_TIME=au\n`,
    );
    const first = await shown({ ...operator, file }, [
      '--profile',
      'acme',
      'schedule',
      '1',
      '--at',
      '+1d',
      '--yes',
    ]);
    expect(first).toMatch(
      /^Profile acme \(simulated: no phone rings\)\n! VOICEBOT_CALL_TIME in .*Did you mean VOICEBOT_CALL_TIMES\?/s,
    );
    expect(await shown({ ...operator, file }, ['process-due'], { VOICEBOT_PROFILE: 'acme' })).toMatch(
      /^Profile acme/,
    );
    expect(await shown({ ...operator, file }, ['process-due'])).not.toContain('Profile');
    await bare('profiles use acme');
    expect(await shown({ ...operator, file }, ['--profile', 'default', 'process-due'])).toMatch(
      /^Profile default/,
    );
  });
});
