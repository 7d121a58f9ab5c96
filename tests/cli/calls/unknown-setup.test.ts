import { describe, expect, it } from 'vitest';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { everything, objectAt, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const soon = ['schedule', '1', '--at', '+1h'];

describe('schedule, with a number or an agent that the account does not have', () => {
  it('refuses, and names those of the account, the nearest first', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    const agents = 'agent_demo \\(Demo agent\\), agent_demo_two \\(Second demo agent\\)';
    expect(
      await wrongRefusals(operator, [
        {
          words: [...soon, '--agent', 'agent_dmeo'],
          code: 4,
          says: new RegExp(
            `"agent_dmeo".*Did you mean agent_demo \\(Demo agent\\)\\?.*${agents}.*--no-check`,
            's',
          ),
        },
        {
          words: [...soon, '--agent', 'second demo agent'],
          code: 4,
          says: /Did you mean agent_demo_two \(Second/,
        },
        {
          words: [...soon, '--agent', 'winter'],
          code: 4,
          says: /"winter" in this account at Retell\.\nThe agents/,
        },
        { words: [...soon, '--from', '02 5550 1243'], code: 4, says: /61255501243.*mean \+61255501234\?/s },
        {
          words: soon,
          env: { VOICEBOT_AGENT_ID: 'agent_of_last_year' },
          code: 4,
          says: /Set VOICEBOT_AGENT_ID to an agent of the account: agent_demo/,
        },
      ]),
    ).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('schedules where Retell cannot be asked, and says that nothing was checked', async () => {
    const operator = await operatorWith();
    const rows = [
      { words: [], checked: true, says: /^((?!not checked).)*$/is },
      {
        words: [],
        env: { RETELL_API_KEY: undefined },
        says: /! The number and agent were not checked: There is no Retell API key/,
      },
      {
        words: [],
        env: { RETELL_BASE_URL: 'http://127.0.0.1:9' },
        says: /! The number and agent were not checked: .*127\.0\.0\.1/,
      },
      { words: ['--dry-run'], says: /agent agent_winter \(not checked\); times in/ },
      { words: ['--no-check'], says: /agent agent_winter \(not checked\); times in/ },
    ];
    const found = await mapAFewAtOnce(rows, async ({ words, env, checked = false, says }) => {
      const agent = checked ? [] : ['--agent', 'agent_winter'];
      const all = [...soon, '--if-scheduled', 'again', ...agent, ...words, '--json'];
      const { code, json, stderr } = await operator.voicebot(all, env ? { env } : {});
      return { code, checked: objectAt(json)['setupChecked'], says: says.test(stderr) ? says : stderr };
    });
    expect(found).toEqual(rows.map(({ checked = false, says }) => ({ code: 0, checked, says })));
  });
});
