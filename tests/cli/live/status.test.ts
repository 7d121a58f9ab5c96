import { expect, it } from 'vitest';
import { openWithContacts } from '../../operations/calling/due-calls.ts';

it('status shows once what is due, to come and in progress, and how campaigns stand', async () => {
  const operator = await openWithContacts(5);
  await operator.voicebot(['schedule', '1-4', '--at', '+1m', '--every', '2m', '--name', 'Spring', '--yes']);
  operator.clock.advance(65);
  await operator.voicebot(['process-due']);
  operator.clock.advance(5 * 60);
  expect(await operator.json(['status'])).toEqual({
    due: 2,
    overdue: 1,
    next: expect.objectContaining({ id: 2, contact: { name: 'Contact 2', phoneNumber: '+61491580002' } }),
    inProgress: 1,
    unconfirmed: 0,
    halted: false,
    haltReason: null,
    lastRun: { at: expect.any(String) },
    lines: { limit: 1000, inUse: expect.any(Number), reservedForInbound: 0 },
    campaigns: [{ id: 1, name: 'Spring', status: 'running', pending: 3, reached: 0, contacts: 4 }],
  });
  const { stdout } = await operator.voicebot(['status']);
  expect(stdout).toMatch(/2 due · 1 overdue · 1 in progress/);
  expect(stdout).toMatch(/! Calls are overdue, and no run has come since/);
  expect(stdout).toMatch(/Next\ndue {2}.*Contact 2/);
  await operator.voicebot(['halt', '--reason', 'lunch']);
  expect((await operator.voicebot(['status'])).stdout).toMatch(/! Calling is halted since .*: lunch/);
  expect(await operator.json(['status'], { env: { RETELL_API_KEY: '' } })).toMatchObject({
    halted: true,
    haltReason: 'lunch',
    lines: null,
  });
});
