import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';

const three = `Name,Mobile,Email,Plan Tier
Ada Lovelace,0491 570 006,ada@example.com,gold
Grace Hopper,0491 570 156,,silver
Linus,0491570110,,
`;

describe('the main job, end to end', () => {
  it('places two of three calls, and tries the refused one three times', async () => {
    const operator = await openOperator();
    const { voicebot, json, clock, simulator } = operator;
    await voicebot(['contacts', 'import', operator.file('list.csv', three)]);

    expect(await json(['schedule', '1-3', '--at', '+10m'])).toMatchObject({
      success: true,
      message: '3 call(s) scheduled successfully',
      scheduledCalls: [
        { id: 1, contactId: 1, scheduledTime: '2026-03-01T22:10:00.000Z', status: 'PENDING' },
        { id: 2, contactId: 2, scheduledTime: '2026-03-01T22:12:00.000Z', status: 'PENDING' },
        { id: 3, contactId: 3, scheduledTime: '2026-03-01T22:14:00.000Z', status: 'PENDING' },
      ],
    });
    expect(await voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '', stderr: '' });

    clock.advance(14 * 60);
    const ran = await voicebot(['process-due', '--json']);
    expect(ran).toMatchObject({
      code: 6,
      json: {
        success: true,
        message: 'Processed 3 scheduled call(s)',
        results: { processed: 3, succeeded: 2, failed: 1 },
      },
    });
    const listed = () => json(['scheduled', 'list']);
    expect(await listed()).toMatchObject({
      scheduledCalls: [
        {
          id: 1,
          status: 'COMPLETED',
          attempts: 1,
          retellCallId: expect.stringMatching(/^call_/),
          callId: expect.any(Number),
        },
        { id: 2, status: 'COMPLETED', attempts: 1 },
        {
          id: 3,
          status: 'PENDING',
          attempts: 1,
          errorMessage: 'The number to call is not accepted (400)',
          nextAttemptAt: expect.stringMatching(/^2026-03-01T22:15:0/),
          retellCallId: null,
        },
      ],
    });

    for (const wait of [65, 125]) {
      clock.advance(wait);
      await voicebot(['process-due']);
    }
    expect(await json(['scheduled', 'show', '3'])).toMatchObject({
      scheduledCall: { status: 'FAILED', attempts: 3 },
      calls: [{ attempt: 3 }, { attempt: 2 }, { attempt: 1 }],
    });
    clock.advance(3600);
    expect(await voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    expect(
      simulator
        .rings()
        .map((ring) => ring.toNumber)
        .sort(),
    ).toEqual(['+61491570006', '+61491570156']);
  });

  it('shows how a call progressed and ended', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006']);
    const placed = await operator.json(['call', '1']);
    expect(placed).toMatchObject({
      success: true,
      callId: expect.stringMatching(/^call_/),
      callRecord: { status: 'registered' },
    });
    operator.clock.advance(20);
    await operator.voicebot(['process-due']);
    expect(await operator.json(['calls', 'show', '1'])).toMatchObject({ call: { status: 'ongoing' } });
    operator.clock.advance(60);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    expect(await operator.json(['calls', 'show', '1'])).toMatchObject({
      call: {
        status: 'ended',
        disconnectionReason: 'user_hangup',
        durationMs: 42_000,
        startedAt: '2026-03-01T22:00:05.000Z',
        endedAt: '2026-03-01T22:00:47.000Z',
        contact: { name: 'Ada', phoneNumber: '+61491570006' },
      },
    });
  });
});
