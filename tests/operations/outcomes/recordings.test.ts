import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { numberOf, openWithDue } from '../calling/due-calls.ts';

const minute = 60;
const day = 24 * 60 * minute;

it('recordings are kept if the operator wants that, tried again if they fail, and deleted in time', async () => {
  const operator = await openWithDue(2);
  const { simulator, clock } = operator;
  const env = { VOICEBOT_KEEP_RECORDINGS: '90d' };
  simulator.script(numberOf(1), { reason: 'user_hangup', talkSeconds: 60 });
  simulator.script(numberOf(2), { reason: 'dial_busy' });
  const folder = join(dirname(operator.database), 'recordings');
  // A file is where the folder should be.
  writeFileSync(folder, '');
  await operator.voicebot(['process-due'], { env });
  clock.advance(2 * minute);
  const failed = await operator.voicebot(['process-due'], { env });
  expect(failed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Contact 1 .* could not be kept \(E\w+\)/),
  });
  expect(failed.stdout).not.toContain('http');

  rmSync(folder);
  clock.advance(11 * minute);
  expect(await operator.voicebot(['process-due'], { env })).toMatchObject({ code: 0, stdout: '' });
  const [file = ''] = readdirSync(folder);
  expect(readdirSync(folder)).toEqual([`${simulator.calls()[0]?.callId}.wav`]);
  expect(readFileSync(join(folder, file)).subarray(0, 4).toString()).toBe('RIFF');
  expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  const recordingFile = join(folder, file);
  expect(await operator.json(['calls', 'show', '1'])).toMatchObject({ call: { recordingFile } });

  clock.advance(91 * day);
  // The setting is gone, but what it promised holds.
  expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
  expect(readdirSync(folder)).toEqual([]);
  expect(operator.rows('select * from call_recordings')).toEqual([]);
});
