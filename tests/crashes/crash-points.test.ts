import { describe, expect, it } from 'vitest';
import { openOperator } from '../support/operator.ts';

describe('VOICEBOT_CRASH_AT', () => {
  const add = ['contacts', 'add', '--name', 'Ada', '--phone', '0491570006'];

  it.each([undefined, 'https://api.retellai.com', 'http://127.0.0.1.example.com', 'localhost'])(
    'is ignored where calls may be real: %s',
    async (RETELL_BASE_URL) => {
      const operator = await openOperator();
      const env = { VOICEBOT_CRASH_AT: 'before-saveContacts', VOICEBOT_NOW: undefined, RETELL_BASE_URL };
      expect(await operator.voicebot(add, { env })).toMatchObject({ code: 0 });
      expect(operator.rows('select name from contacts')).toEqual([{ name: 'Ada' }]);
    },
  );

  it.each(['before-lunch', 'in-placeCall', 'before-saveContacts:0', 'go@before-saveContacts'])(
    'rejects points that do not exist: %s',
    async (VOICEBOT_CRASH_AT) => {
      const operator = await openOperator();
      const ran = await operator.voicebot(add, { env: { VOICEBOT_CRASH_AT } });
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(VOICEBOT_CRASH_AT) });
    },
  );
});
