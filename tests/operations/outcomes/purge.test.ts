import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { numberOf, openWithDue } from '../calling/due-calls.ts';

const minute = 60;

it('purging a contact deletes what was said, and keeps that the number was called and must not be called again', async () => {
  const operator = await openWithDue(2);
  const { simulator, clock } = operator;
  const env = { VOICEBOT_KEEP_RECORDINGS: '90d' };
  for (const n of [1, 2])
    simulator.script(numberOf(n), {
      reason: 'user_hangup',
      talkSeconds: 60,
      analysis: {
        call_summary: `Secret ${n}.`,
        custom_analysis_data: {
          wish: `Secret ${n}.`,
          callback_text: `Secret ${n}.`,
          ...(n === 1 && { opt_out: `Secret ${n}.` }),
        },
      },
      turns: [['user', `Secret ${n}.`]],
    });
  await operator.voicebot(['process-due'], { env });
  expect(await operator.voicebot(['contacts', 'purge', '1'])).toMatchObject({ code: 2 });
  clock.advance(2 * minute);
  await operator.voicebot(['process-due'], { env });
  await operator.voicebot(['dnc', 'add', numberOf(1)]);
  const purged = await operator.json(['contacts', 'purge', '1', '--yes']);
  const retellCallId = simulator.calls()[0]?.callId;
  expect(purged).toMatchObject({ success: true, calls: 1, recordings: 1, retellCallIds: [retellCallId] });

  const files = readdirSync(dirname(operator.database)).filter((name) => name.startsWith('voicebot.db'));
  const all = files.map((name) => readFileSync(join(dirname(operator.database), name), 'latin1')).join('');
  expect(all).not.toContain('Secret 1.');
  expect(all).toContain('Secret 2.');
  expect(readdirSync(join(dirname(operator.database), 'recordings'))).toHaveLength(1);
  expect(operator.rows('select name from contacts')).toEqual([{ name: 'Contact 2' }]);
  expect(operator.rows('select to_number, disposition, dynamic_variables from calls where id = 1')).toEqual([
    { to_number: numberOf(1), disposition: 'answered', dynamic_variables: '{}' },
  ]);
  expect(operator.rows('select phone_number from do_not_call_numbers')).toEqual([
    { phone_number: numberOf(1) },
  ]);

  // Retell still tells of the call, and it stays forgotten.
  clock.advance(30);
  await operator.voicebot(['calls', 'sync', '--since', '1d'], { env });
  expect(operator.rows('select summary, custom_analysis, recording_url from calls where id = 1')).toEqual([
    { summary: null, custom_analysis: null, recording_url: null },
  ]);
  expect(
    operator.rows('select call_id from call_transcripts union all select call_id from call_recordings'),
  ).toEqual([{ call_id: 2 }, { call_id: 2 }]);
});
