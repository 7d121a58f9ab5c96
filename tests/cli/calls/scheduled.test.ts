import { describe, expect, it } from 'vitest';
import { openWithContacts } from '../../operations/calling/due-calls.ts';
import type { Operator } from '../../support/operator.ts';
import { everything, listAt, objectAt, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const list = `Name,Phone
Ada,0491570006
Grace,0491570156
Linus,0491570110
Émile,0491570157
Five,0491570158
`;

/** Call 1 is COMPLETED, 2 CANCELLED, 3 FAILED, and 4 to 6 are PENDING. */
async function everyStatus(): Promise<Operator> {
  const operator = await operatorWith(list, { sharesProcess: true });
  const schedule = (...words: string[]) => operator.json(['schedule', ...words]);
  await schedule('1', '2', '3', '--at', '+10m', '--every', '0s', '--max-attempts', '1');
  await operator.json(['scheduled', 'cancel', '2']);
  operator.clock.advance(11 * 60);
  await operator.voicebot(['process-due']);
  await schedule('4', '--at', '15:00');
  await schedule('5', '--at', '14:00');
  await schedule('1', '--at', '16:00');
  return operator;
}

const idsOf = (document: unknown) => listAt(document, 'scheduledCalls').map(({ id }) => id);

describe('scheduled list and show', () => {
  it('lists calls by time, optionally by status and up to a limit', async () => {
    const { json, voicebot } = await everyStatus();
    const lists: [string[], number[]][] = [
      [[], [1, 2, 3, 5, 4, 6]],
      [
        ['--limit', '2'],
        [1, 2],
      ],
      [
        ['--status', 'PENDING'],
        [5, 4, 6],
      ],
      [['--status', 'pending', '--limit', '1'], [5]],
      [['--status', 'COMPLETED'], [1]],
      [['--status', 'CANCELLED'], [2]],
      [['--status', 'FAILED'], [3]],
      [['--status', 'IN_PROGRESS'], []],
    ];
    const found = await Promise.all(
      lists.map(async ([words]) => [words, idsOf(await json(['scheduled', 'list', ...words]))]),
    );
    expect(found).toEqual(lists);

    const table = await voicebot(['scheduled', 'list']);
    expect(table.stdout).toMatch(/^ID +Time +/);
    expect(table.stdout).toMatch(/^5 +Mon 2 Mar.* 2:00 pm AEDT .*PENDING +Five +\+61491570158 .*0 of 3/m);
    expect(table.stdout).not.toMatch(/COMPLETED|FAILED|CANCELLED/);
    expect(table.stderr).toContain('Done: 1 COMPLETED, 1 FAILED, 1 CANCELLED. To list them too: --all');
    const all = await voicebot(['scheduled', 'list', '--all']);
    expect(all.stdout).toMatch(/^3 .*FAILED +Linus +\+61491570110 .*1 of 1 .*not accepted/m);
    expect(all.stderr).not.toContain('Done');
    const csv = await voicebot([
      'scheduled',
      'list',
      '--status',
      'FAILED',
      '--csv',
      '--fields',
      'id,attempts,status',
    ]);
    expect(csv.stdout).toBe('id,attempts,status\n3,1,FAILED\n');
  });

  it('shows a call with its attempts', async () => {
    const { json, voicebot } = await everyStatus();
    expect(await json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: { id: 1, status: 'COMPLETED', contact: { name: 'Ada', phoneNumber: '+61491570006' } },
      calls: [{ attempt: 1, scheduledCallId: 1, retellCallId: expect.stringMatching(/^call_/) }],
    });
    expect(await json(['scheduled', 'show', '5'])).toMatchObject({ scheduledCall: { id: 5 }, calls: [] });
    const { stdout } = await voicebot(['scheduled', 'show', '3']);
    expect(stdout).toMatch(/Linus[\s\S]*\+61491570110/);
    expect(stdout).toMatch(/not accepted/);
    expect(stdout).toMatch(/not_placed/);
  });
});

describe('scheduled cancel', () => {
  it.each<{ words: string[]; stdin?: string; cancelled: number[] }>([
    { words: ['1'], cancelled: [1] },
    { words: ['1-3'], cancelled: [1, 2, 3] },
    { words: ['3,1'], cancelled: [3, 1] },
    { words: ['2', '1', '2'], cancelled: [2, 1] },
    { words: ['-'], stdin: '1\n3\n', cancelled: [1, 3] },
    { words: ['--all', '--yes'], cancelled: [1, 2, 3] },
  ])('$words: cancelled calls are never placed', async ({ words, stdin, cancelled }) => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await operator.json(['schedule', '1', '2', '4', '--at', '+10m']);
    const run = stdin === undefined ? {} : { stdin };
    const document = await operator.json(['scheduled', 'cancel', ...words, '--yes'], run);
    const message =
      cancelled.length === 1
        ? 'Scheduled call cancelled successfully'
        : `${cancelled.length} scheduled calls cancelled successfully`;
    expect(document).toMatchObject({ message });
    expect(idsOf(document)).toEqual(cancelled);
    operator.clock.advance(1200);
    await operator.voicebot(['process-due']);
    const statuses = operator.rows('select id, status from scheduled_calls order by id');
    expect(statuses).toEqual(
      [1, 2, 3].map((id) => ({ id, status: cancelled.includes(id) ? 'CANCELLED' : 'COMPLETED' })),
    );
    expect(operator.simulator.rings()).toHaveLength(3 - cancelled.length);
  });

  it('cancels more calls than fit in one transaction, and lists them in order', async () => {
    const operator = await openWithContacts(2300);
    const planned = await operator.json(['schedule', '2300', '1-2299', '--at', '+10m']);
    const ids = Array.from({ length: 2300 }, (_, index) => index + 1);
    expect(idsOf(planned)).toEqual(ids);
    expect(listAt(planned, 'scheduledCalls')[0]).toMatchObject({ contactId: 2300 });
    const some = await operator.json(['scheduled', 'cancel', '2100', '1-50,2200-2400', '--yes']);
    expect(idsOf(some)).toEqual([2100, ...ids.slice(0, 50), ...ids.slice(2199)]);
    expect(listAt(some, 'notCancelled')).toHaveLength(100);
    const all = await operator.json(['scheduled', 'cancel', '--all', '--yes']);
    expect(idsOf(all)).toEqual(ids.slice(50, 2199).filter((id) => id !== 2100));
    expect(operator.rows('select status, count(*) as n from scheduled_calls group by 1')).toEqual([
      { status: 'CANCELLED', n: 2300 },
    ]);
  });

  it('says why a call cannot be cancelled, and changes nothing', async () => {
    const operator = await everyStatus();
    const before = everything(operator);
    const cancel = (...words: string[]) => ['scheduled', 'cancel', ...words];
    expect(
      await wrongRefusals(operator, [
        { words: cancel('1'), code: 5, says: /Call 1 has already been placed/ },
        { words: cancel('2'), code: 5, says: /Call 2 is already cancelled/ },
        { words: cancel('3'), code: 5, says: /Call 3 has already failed/ },
        { words: cancel('1-3', '--yes'), code: 5, says: /Call 1 .*call 2 .*call 3 / },
        { words: cancel('99'), code: 3, says: /no scheduled call 99/ },
        { words: cancel('98', '99', '--yes'), code: 3, says: /98, 99/ },
        { words: cancel('4', '5'), code: 2, says: /Cancelling 2 calls needs --yes/ },
        { words: cancel('--all'), code: 2, says: /--yes/ },
        { words: cancel('--all', '--no-input'), code: 2, says: /--yes/ },
        { words: cancel(), code: 2, says: /--all/ },
        { words: cancel('4', '--all', '--yes'), code: 2, says: /not both/ },
        { words: cancel('x'), code: 2, says: /"x" is not the id of a call/ },
        { words: cancel('0491570006'), code: 2, says: /"0491570006"/ },
        { words: cancel('-'), code: 2, says: /./ },
        { words: ['scheduled', 'show', '99'], code: 3, says: /call 99.*scheduled list/s },
        { words: ['scheduled', 'show', '1-2'], code: 2, says: /"1-2"/ },
        { words: ['scheduled', 'list', '--status', 'DONE'], code: 2, says: /"DONE".*PENDING, IN_PROGRESS/s },
      ]),
    ).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('cancels what it can, and says which calls it could not cancel', async () => {
    const operator = await everyStatus();
    const words = ['scheduled', 'cancel', '1', '4', '99', '5', '--yes'];
    const ran = await operator.voicebot([...words, '--json']);
    expect(ran.code).toBe(6);
    expect(idsOf(ran.json)).toEqual([4, 5]);
    expect(objectAt(ran.json)).toMatchObject({
      message: '2 scheduled calls cancelled successfully',
      notCancelled: [
        { id: 1, status: 'COMPLETED', reason: 'it has already been placed' },
        { id: 99, status: null, reason: 'there is no such scheduled call' },
      ],
    });
    expect(ran.stderr).toBe('');
    const again = await operator.voicebot(['scheduled', 'cancel', '6', '99', '--yes']);
    expect({ code: again.code, stdout: again.stdout }).toEqual({
      code: 6,
      stdout: '✓ Cancelled call 6: Ada, Mon 2 Mar 2026, 4:00 pm AEDT\n',
    });
    expect(again.stderr).toMatch(/99/);
  });

  it('--all succeeds if no call is PENDING', async () => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    expect((await voicebot(['scheduled', 'cancel', '--all', '--yes'])).code).toBe(0);
  });

  it('does not cancel a call whose phone may be ringing', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await operator.json(['schedule', '1', '--at', '+1m']);
    operator.clock.advance(61);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    operator.simulator.addFault({ on: 'list', kind: 'status', status: 500, times: Number.POSITIVE_INFINITY });
    await operator.voicebot(['process-due']);
    expect(
      await wrongRefusals(operator, [
        {
          words: ['scheduled', 'cancel', '1'],
          code: 5,
          says: /Call 1 is being placed, or is unconfirmed/,
        },
      ]),
    ).toEqual([]);
  });
});
