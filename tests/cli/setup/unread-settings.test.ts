import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nearestNames } from '../../../src/domain/nearest-names.ts';
import { openOperator } from '../../support/operator.ts';
import { listAt } from '../../support/people.ts';

/** Returns the findings of doctor about unread settings, and the notes of config. */
async function findings(env: Record<string, string>, files: Record<string, string | Buffer> = {}) {
  const operator = await openOperator();
  for (const [name, content] of Object.entries(files)) operator.file(name, content);
  const checks = listAt(await operator.json(['doctor'], { env }), 'checks');
  const rows = listAt(await operator.json(['config'], { env }), 'settings');
  return {
    operator,
    doctor: checks.flatMap(({ name, message }) => (name === 'unread_setting' ? [message] : [])),
    config: rows.flatMap(({ name, note }) => (note === null ? [] : [{ name, note }])),
  };
}

describe('a setting that nobody reads', () => {
  it('is named by doctor and config, with the nearest name', async () => {
    const { doctor, config } = await findings({ VOICEBOT_TIME_ZONE: 'Australia/Perth' });
    expect(doctor).toEqual([
      'VOICEBOT_TIME_ZONE (environment): There is no such setting. Did you mean VOICEBOT_TIMEZONE?',
    ]);
    expect(config).toEqual([
      { name: 'VOICEBOT_TIME_ZONE', note: 'There is no such setting. Did you mean VOICEBOT_TIMEZONE?' },
    ]);
  });

  it('is named from each file, without its value, which may be a key', async () => {
    const { doctor, operator } = await findings(
      {},
      {
        '.env': 'RETEL_API_KEY=key_of_somebody\nDATABASE_URL=postgres://x\nVOICEBOT_PROFILE=acme\n',
        '.config/voicebot/default/.env': 'TIMEZONE=Australia/Perth\n',
      },
    );
    expect(doctor).toEqual([
      expect.stringMatching(/^RETEL_API_KEY \(\.\/\.env\).*RETELL_API_KEY\?$/),
      expect.stringMatching(/^VOICEBOT_PROFILE \(\.\/\.env\): The profile cannot be chosen here/),
      expect.stringMatching(/^TIMEZONE \(.*default\/\.env\): There is no such setting\./),
    ]);
    for (const command of ['config', 'doctor'])
      expect((await operator.voicebot([command])).stdout).not.toContain('key_of_somebody');
  });

  it.each([
    ['with a byte order mark', Buffer.from('\ufeffVOICEBOT_UNKNOWN_CALLS=hold\r\n', 'utf16le')],
    ['without one', Buffer.from('VOICEBOT_UNKNOWN_CALLS=hold\r\n', 'utf16le')],
  ])('is a whole file in UTF-16, %s: it is named, and nothing is called without it', async (_, content) => {
    const { doctor, config, operator } = await findings({}, { '.env': content });
    expect(doctor).toEqual([expect.stringMatching(/^\.\/\.env: .*looks like UTF-16/)]);
    expect(config).toEqual([{ name: './.env', note: expect.stringContaining('Save it as UTF-8.') }]);
    const ran = await operator.voicebot(['process-due', '--json']);
    expect(ran).toMatchObject({ code: 2, json: { error: { code: 'settings_unreadable' } } });
    operator.file('.config/voicebot/default/.env', content);
    const init = ['init', '--api-key-stdin', '--from', '+61255501234', '--agent', 'agent_demo', '--json'];
    const again = await operator.voicebot(init, { stdin: 'key_1234', cwd: '/' });
    expect(again).toMatchObject({ code: 2, json: { error: { code: 'settings_unreadable' } } });
  });
});

describe('an option', () => {
  it.each(['--db', '--profile', '--env-file'])(
    '%s that is empty is refused: its variable is not set',
    async (option) => {
      const operator = await openOperator();
      const ran = await operator.voicebot([option, '', 'contacts', 'add', '--phone', '0491570006', '--json']);
      expect(ran.code).not.toBe(0);
      if (option !== '--env-file') expect(ran.json).toMatchObject({ error: { code: 'empty_option' } });
    },
  );
});

describe('a folder .env, as Python makes it', () => {
  it('is no settings file', async () => {
    const operator = await openOperator();
    mkdirSync(join(operator.home, '.env'));
    expect(await operator.voicebot(['contacts', 'add', '--phone', '0491570006'])).toMatchObject({ code: 0 });
  });
});

describe('the nearest names', () => {
  it.each([
    ['VOICEBOT_TIME_ZONE', ['VOICEBOT_TIMEZONE', 'VOICEBOT_LOCALE'], ['VOICEBOT_TIMEZONE']],
    ['acme-sidney', ['acme-sydney', 'acme', 'beta'], ['acme-sydney']],
    ['btea', ['beta', 'gamma'], ['beta']],
    ['ab', ['ba', 'xy'], ['ba']],
    ['zzz', ['acme', 'beta'], []],
    ['', ['acme'], []],
  ])('to %j among %j are %j', (name, known, nearest) => {
    expect(nearestNames(name, known)).toEqual(nearest);
  });
});
