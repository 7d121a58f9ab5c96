import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';

describe('a country', () => {
  const stdin = 'Name,Phone\nAda,020 7946 0018\n';
  const importing = ['contacts', 'import', '-', '--json'];

  it('is read the same way by every option and setting: UK is Great Britain', async () => {
    const operator = await openOperator();
    const words = [...importing, '--country', 'uk'];
    expect((await operator.voicebot(words, { stdin })).json).toMatchObject({ created: 1 });
    const env = { VOICEBOT_COUNTRY: 'UK' };
    expect((await operator.voicebot(importing, { stdin, env })).json).toMatchObject({ unchanged: 1 });
    expect(operator.rows('select phone_number from contacts')).toEqual([{ phone_number: '+442079460018' }]);
    const ran = await operator.voicebot(
      [
        'init',
        '--api-key-stdin',
        '--from',
        '020 7946 0018',
        '--agent',
        'a',
        '--country',
        'uk',
        '--no-check',
        '--json',
      ],
      { stdin: 'key_1234' },
    );
    expect(ran.json).toMatchObject({
      settings: { VOICEBOT_FROM_NUMBER: '+442079460018', VOICEBOT_COUNTRY: 'GB' },
    });
  });

  it('without phone numbers is refused before any number is read, in an option and in a setting', async () => {
    const operator = await openOperator();
    const option = await operator.voicebot([...importing, '--country', 'AQ'], { stdin });
    expect(option).toMatchObject({ code: 2, json: { error: { code: 'unknown_country' } } });
    const setting = await operator.voicebot(importing, { stdin, env: { VOICEBOT_COUNTRY: 'AQ' } });
    expect(setting).toMatchObject({ code: 2, json: { error: { code: 'invalid_setting' } } });
  });
});

describe('the API key', () => {
  it('in the environment can end with a space or a line break', async () => {
    const operator = await openOperator();
    const env = { RETELL_API_KEY: 'key_of_the_test_account \n' };
    const ran = await operator.voicebot(['doctor'], { env });
    expect(ran.stdout).toContain('Retell accepts the key');
  });
});
