import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWithDue } from '../../operations/calling/due-calls.ts';

describe('backup', () => {
  it('is a complete and private database, even while a run is writing', async () => {
    const operator = await openWithDue(40);
    for (let n = 0; n < 40; n++) operator.simulator.addFault({ on: 'create', kind: 'slow', delayMs: 100 });
    const run = operator.start(['process-due']);
    await run.says('✓ #1');
    const copy = join(operator.home, 'copy.db');
    expect(await operator.json(['backup', 'copy.db'])).toMatchObject({ success: true, file: copy });
    await run.ended;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const { scheduledCalls } = Object(await operator.json(['scheduled', 'list', '--db', copy]));
    expect(scheduledCalls).toHaveLength(40);
    expect((await operator.voicebot(['doctor', '--db', copy])).stdout).toContain(
      'The database is undamaged.',
    );
  });

  it('does not replace a file', async () => {
    const operator = await openWithDue(1);
    const path = operator.file('mine.txt', 'mine');
    expect(await operator.voicebot(['backup', path])).toMatchObject({ code: 2, stdout: '' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(await operator.voicebot(['backup', join(operator.home, 'nowhere/copy.db')])).toMatchObject({
      code: 1,
    });
  });
});

describe('doctor', () => {
  it('finds a damaged database', async () => {
    const operator = await openWithDue(200);
    const bytes = readFileSync(operator.database);
    bytes.fill(0x5a, 4096 * 3, 4096 * 3 + 2000);
    writeFileSync(operator.database, bytes);
    const ran = await operator.voicebot(['doctor']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/✗ .*(damaged|cannot be read|not a database)/);
  });
});
