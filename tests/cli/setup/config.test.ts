import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { openScreen } from '../../support/screen.ts';

const unset = { RETELL_API_KEY: undefined, RETELL_BASE_URL: undefined, VOICEBOT_AGENT_ID: undefined };
const key = 'key_a1b2c3d4e5f6g7h8';
const before = `# ours\nVOICEBOT_INTERVAL=5m\n\nexport VOICEBOT_TIMEZONE="Australia/Perth" # the office\nOTHER=1\n`;

async function openWithSettings() {
  const operator = await openOperator({ sharesProcess: true });
  const path = operator.file('.config/voicebot/default/.env', before);
  chmodSync(path, 0o644);
  const config = (words: string[], { stdin = '', env = {} } = {}) =>
    operator.voicebot(['config', ...words], { stdin, env: { ...unset, ...env } });
  return { ...operator, path, config, text: () => readFileSync(path, 'utf8') };
}

describe('voicebot config', () => {
  it('sets, shows and removes a setting; other lines, comments and their order stay', async () => {
    const { config, path, text } = await openWithSettings();
    const set = await config(['set', 'timezone', 'Europe/London', '--json']);
    expect(set).toMatchObject({
      code: 0,
      json: { name: 'VOICEBOT_TIMEZONE', value: 'Europe/London', before: 'Australia/Perth', file: path },
    });
    expect(await config(['set', 'VOICEBOT_REDIAL', 'busy=10m x3'])).toMatchObject({ code: 0 });
    expect(text()).toBe(
      `${before.replace('"Australia/Perth"', 'Europe/London')}VOICEBOT_REDIAL='busy=10m x3'\n`,
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(path))).toEqual(['.env']);
    expect(await config(['get', 'redial'])).toMatchObject({ code: 0, stdout: 'busy=10m x3\n', stderr: '' });
    const removed = await config(['unset', 'timezone']);
    expect(removed.stdout).toContain('It is now Australia/Sydney (from the defaults).');
    expect(text()).toBe("# ours\nVOICEBOT_INTERVAL=5m\n\nOTHER=1\nVOICEBOT_REDIAL='busy=10m x3'\n");
    expect(await config(['unset', 'timezone'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is not set in'),
    });
    expect(await config(['get', 'require-wash'])).toMatchObject({ code: 0, stdout: '' });
    expect(await config(['path'])).toMatchObject({ stdout: `${path}\n` });
  });

  it('refuses what could not be read back, or misspelt names, and writes nothing', async () => {
    const { config, text } = await openWithSettings();
    const cases: [string[], RegExp][] = [
      [['set', 'timezone', 'Mars'], /"Mars" \(from the command line\).*IANA/],
      [
        ['set', 'VOICEBOT_TIMEZON', 'UTC'],
        /no setting "VOICEBOT_TIMEZON".*Did you mean VOICEBOT_TIMEZONE\?/s,
      ],
      [['get', 'api-kye'], /Did you mean RETELL_API_KEY\?/],
      [['unset', 'nothing-like-it'], /no setting "nothing-like-it"/],
      [['set', 'call-times', 'Mon 25:00'], /VOICEBOT_CALL_TIMES/],
      [['set', 'from-number', '12'], /too short/],
      [['set', 'base-url', 'http://example.com'], /without https/],
      [['set', 'base-url', 'http://u:secret_word@example.com'], /remove the password/],
      [['set', 'profile', 'acme'], /profiles use/],
      [['set', 'api-key', key], /history of your shell/],
      [['set', 'concurrency', ''], /is empty.*config unset/s],
      [['get', 'locale', 'x'], /Too many arguments/],
      [['edit'], /no terminal/],
    ];
    for (const [words, says] of cases) {
      const ran = await config(words);
      expect({ words, code: ran.code }).toEqual({ words, code: 2 });
      expect(ran.stderr).toMatch(says);
      expect(ran.stderr).not.toMatch(/secret_word|a1b2c3/);
    }
    expect(text()).toBe(before);
  });

  it('takes a key from standard input or a hidden prompt, and never shows it', async () => {
    const { config, text, ...operator } = await openWithSettings();
    const set = await config(['set', 'RETELL_API_KEY', '--json'], { stdin: `${key}\n` });
    expect(set).toMatchObject({ code: 0, json: { value: '••••g7h8', before: null } });
    expect(set.stdout).not.toContain(key);
    const got = await config(['get', 'api-key']);
    expect(got.stdout).toBe('••••g7h8\n');
    const screen = openScreen(operator, ['config', 'set', 'api-key'], { env: unset });
    await screen.says('Retell API key');
    screen.type('key_of_another_account\r');
    expect(await screen.ended).toBe(0);
    expect(screen.raw()).not.toContain('key_of_another');
    expect(text()).toContain('RETELL_API_KEY=key_of_another_account\n');
  });

  it('asks for a value that is left out, and refuses a wrong one at the question', async () => {
    const { text, ...operator } = await openWithSettings();
    const screen = openScreen(operator, ['config', 'set', 'locale'], { env: unset });
    await screen.says('VOICEBOT_LOCALE: (en-AU)');
    screen.type('klingon!\r');
    await screen.says('It must be a locale that this machine supports');
    expect(text()).toBe(before);
    screen.type('\u0015en-NZ\r');
    expect(await screen.ended).toBe(0);
    expect(text()).toBe(`${before}VOICEBOT_LOCALE=en-NZ\n`);
  });

  it('says what takes precedence, and changes the file that --env-file names', async () => {
    const { config, text, ...operator } = await openWithSettings();
    const set = await config(['set', 'interval', '3m'], { env: { VOICEBOT_INTERVAL: '9m' } });
    expect(set.stderr).toBe('! VOICEBOT_INTERVAL is also set in the environment, which takes precedence.\n');
    const named = operator.file('named.env', 'A=1\n');
    expect(await config(['set', 'locale', 'en-NZ', '--env-file', named])).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(readFileSync(named, 'utf8')).toBe('A=1\nVOICEBOT_LOCALE=en-NZ\n');
    expect(text()).not.toContain('VOICEBOT_LOCALE');
  });

  it('shows wrong values, and cuts nothing off on a narrow screen', async () => {
    const { config, ...operator } = await openWithSettings();
    const long = `${'very/'.repeat(30)}end`;
    const wrong = await config(['get', 'interval'], { env: { VOICEBOT_INTERVAL: 'often' } });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    const screen = openScreen(operator, ['config'], { cols: 60, env: { ...unset, VOICEBOT_DB: `/${long}` } });
    await screen.ended;
    expect(screen.whole()).not.toContain('…');
    expect(screen.whole()).toMatch(/^VOICEBOT_MAX_CALLS_PER_DAY /m);
    const cells = screen
      .whole()
      .split('\n')
      .map((line) => line.slice(30).replace(/ .*/, ''));
    expect(cells.join('')).toContain(long);
  });
});

describe('voicebot config edit', () => {
  it('saves what was edited once it is right, and names what is wrong or misspelt', async () => {
    const { text, path, ...operator } = await openWithSettings();
    const editor = operator.file(
      'editor.sh',
      `if [ -e again ]; then printf 'VOICEBOT_INTERVAL=7m\\nVOICEBOT_INTERVALL=8m\\n' > "$1"; else touch again; stat -c %a "$1" > mode; echo VOICEBOT_INTERVAL=often >> "$1"; fi\n`,
    );
    const env = { ...unset, EDITOR: `sh ${editor}` };
    const screen = openScreen(operator, ['config', 'edit'], { env });
    await screen.says(/VOICEBOT_INTERVAL is "often".*Edit it again\?/s);
    expect(text()).toBe(before);
    screen.type('\r');
    await screen.says('Did you mean VOICEBOT_INTERVAL?');
    expect(await screen.ended).toBe(0);
    expect(text()).toBe('VOICEBOT_INTERVAL=7m\nVOICEBOT_INTERVALL=8m\n');
    expect(readFileSync(join(operator.home, 'mode'), 'utf8')).toBe('600\n');
    expect(readdirSync(dirname(path))).toEqual(['.env']);
    const same = openScreen(operator, ['config', 'edit'], { env: { ...unset, VISUAL: 'true' } });
    await same.says('Nothing was changed');
    const failing = openScreen(operator, ['config', 'edit'], { env: { ...unset, VISUAL: 'no-such-editor' } });
    expect(await failing.ended).toBe(1);
    expect(failing.whole()).toContain('Set VISUAL or EDITOR');
    expect(existsSync(`${path}.draft`)).toBe(false);
  });
});
