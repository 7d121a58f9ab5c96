import { describe, expect, it } from 'vitest';
import { mapAFewAtOnce } from '../support/a-few-at-once.ts';
import type { Operator } from '../support/operator.ts';
import { listAt, objectAt, operatorWith, people } from '../support/people.ts';

const list = `${people}Linus,0491 570 110,,\n`;

const contactKeys = [
  ...[
    'id',
    'name',
    'phoneNumber',
    'email',
    'businessName',
    'businessWebsite',
    'timezone',
    'state',
    'postcode',
  ],
  ...['customFields', 'tags', 'doNotCall', 'createdAt', 'updatedAt'],
];
const scheduledKeys = [
  ...['id', 'scheduledTime', 'status', 'contact', 'contactId', 'fromNumber', 'agentId', 'attempts'],
  ...[
    'maxAttempts',
    'nextAttemptAt',
    'waitsFor',
    'notAfter',
    'callTimes',
    'outsideHours',
    'allowRepeat',
    'campaignId',
    'redialOf',
    'callbackOf',
    'retellCallId',
    'callId',
    'errorMessage',
    'executedAt',
  ],
  ...['dynamicVariables', 'createdAt', 'updatedAt'],
];
const callKeys = [
  ...['id', 'retellCallId', 'status', 'contactId', 'scheduledCallId', 'attempt', 'fromNumber', 'toNumber'],
  ...['agentId', 'errorMessage', 'requestedAt'],
  ...['disposition', 'answeredBy', 'costCents', 'summary', 'success', 'sentiment', 'recordingUrl'],
  ...['customAnalysis', 'agentVersion'],
];

const keys = (document: unknown, ...path: (string | number)[]) => Object.keys(objectAt(document, ...path));

/** One call is placed, one is refused with no attempts left, one is pending. */
async function afterSomeCalls(): Promise<Operator> {
  const operator = await operatorWith(list, { sharesProcess: true });
  await operator.json(['schedule', '1', '4', '--at', '+1m', '--every', '0s', '--max-attempts', '1']);
  operator.clock.advance(61);
  await operator.voicebot(['process-due']);
  await operator.json(['schedule', '2', '--at', '+1h', '--var', 'offer=x']);
  return operator;
}

describe('JSON follows the contract exactly', () => {
  it('contacts', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const listed = await json(['contacts', 'list', '--limit', '1']);
    expect(keys(listed)).toEqual(['contacts', 'total', 'nextPage']);
    expect(listed).toMatchObject({ total: 4, nextPage: 2 });
    expect(keys(listed, 'contacts', 0)).toEqual(contactKeys);
    const imported = expect.stringMatching(/^2026-03-01T22:00:0\d\.\d{3}Z$/);
    expect(objectAt(listed, 'contacts', 0)).toEqual({
      id: 1,
      name: 'Ada Lovelace',
      phoneNumber: '+61491570006',
      email: 'ada@example.com',
      businessName: null,
      businessWebsite: null,
      timezone: null,
      state: null,
      postcode: null,
      customFields: { plan_tier: 'gold' },
      tags: [],
      doNotCall: false,
      createdAt: imported,
      updatedAt: imported,
    });
    expect(keys(await json(['contacts', 'show', '1']))).toEqual([
      ...['contact', 'scheduledCalls', 'calls', 'story'],
    ]);
    expect(keys(await json(['contacts', 'show', '1']), 'contact')).toEqual([
      ...contactKeys,
      ...['zones', 'zonesFrom', 'doNotCallEntry'],
    ]);
  });

  it('import results', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const stdin = 'Name,Phone\nAda Lovelace,0491570006\nGrace,0491570156\nNew,0491570158\nBad,12\n';
    const done = await json(['contacts', 'import', '-'], { stdin });
    const order = [
      'success',
      'imported',
      'created',
      'updated',
      'unchanged',
      'rejected',
      'rejects',
      'skipped',
      'doNotCall',
    ];
    expect(keys(done)).toEqual(order);
    expect(keys(done, 'rejects', 0)).toEqual(['line', 'reason', 'row', 'column', 'value']);
    expect(done).toEqual({
      success: true,
      imported: 3,
      created: 1,
      updated: 1,
      unchanged: 1,
      rejected: 1,
      rejects: [
        {
          line: 5,
          reason: expect.any(String),
          row: { Name: 'Bad', Phone: '12' },
          column: 'Phone',
          value: '12',
        },
      ],
      skipped: 0,
      doNotCall: 0,
    });
  });

  it('import results of numbers that two people have', async () => {
    const { json, voicebot } = await operatorWith(list, { sharesProcess: true });
    const stdin = 'Name,Phone\nZed,0491570006\nYan,0491570006\nMax,0491570158\nWes,0491570158\n';
    const { json: done } = await voicebot(['contacts', 'import', '-', '--json'], { stdin });
    const order = [
      'success',
      'imported',
      'created',
      'updated',
      'unchanged',
      'rejected',
      'rejects',
      'skipped',
      'doNotCall',
    ];
    expect(keys(done)).toEqual([...order, 'shared', 'sharedNumbers', 'newOwners']);
    expect(keys(done, 'sharedNumbers', 0)).toEqual(['line', 'phoneNumber', 'name', 'owner']);
    const owner = ['line', 'phoneNumber', 'name', 'owner', 'result', 'cancelledCalls'];
    expect(keys(done, 'newOwners', 0)).toEqual(owner);
    const replaced = await json(['contacts', 'import', '-', '--on-new-owner', 'replace'], { stdin });
    expect(replaced).toMatchObject({
      imported: 2,
      shared: 2,
      replaced: 1,
      newOwners: [{ result: 'replaced' }],
    });
    const kept = await json(['contacts', 'import', '-', '--on-new-owner', 'keep'], {
      stdin: 'Name,Phone\nUma,0491570006\n',
    });
    expect(kept).toMatchObject({ imported: 0, kept: 1, newOwners: [{ result: 'kept' }] });
    const undone = await json(['contacts', 'import', '--undo', '--yes']);
    expect(keys(undone)).toEqual(['success', 'message', 'removed', 'restored', 'marksKept', 'left']);
  });

  it('scheduled calls, in every command', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const scheduled = await operator.json(['schedule', '1', '--at', '14:00', '--var', 'offer=x']);
    expect(keys(scheduled)).toEqual(['success', 'message', 'campaign', 'scheduledCalls', 'setupChecked']);
    const call = objectAt(scheduled, 'scheduledCalls', 0);
    expect(Object.keys(call)).toEqual(scheduledKeys);
    expect(call).toEqual({
      id: 1,
      scheduledTime: '2026-03-02T03:00:00.000Z',
      status: 'PENDING',
      contact: { name: 'Ada Lovelace', phoneNumber: '+61491570006' },
      contactId: 1,
      fromNumber: '+61255501234',
      agentId: 'agent_demo',
      attempts: 0,
      maxAttempts: 3,
      nextAttemptAt: '2026-03-02T03:00:00.000Z',
      waitsFor: null,
      notAfter: null,
      callTimes: null,
      outsideHours: null,
      allowRepeat: null,
      campaignId: 1,
      redialOf: null,
      callbackOf: null,
      retellCallId: null,
      callId: null,
      errorMessage: null,
      executedAt: null,
      dynamicVariables: { offer: 'x' },
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(await operator.json(['scheduled', 'list'])).toEqual({
      scheduledCalls: [call],
      total: 1,
      nextPage: null,
    });
    const shown = await operator.json(['scheduled', 'show', '1']);
    expect(keys(shown)).toEqual(['scheduledCall', 'calls']);
    expect(objectAt(shown, 'scheduledCall')).toEqual({
      ...call,
      campaign: { id: 1, name: expect.any(String) },
    });
    operator.clock.advance(86_400);
    const due = await operator.json(['process-due', '--dry-run']);
    expect(due).toEqual({ scheduledCalls: [call] });
    const cancelled = await operator.json(['scheduled', 'cancel', '1']);
    expect(cancelled).toMatchObject({ message: 'Scheduled call cancelled successfully' });
    expect(keys(cancelled, 'scheduledCalls', 0)).toEqual(scheduledKeys);
    const restore = ['scheduled', 'restore', '1', '--at', '+1h'];
    const tried = await operator.json([...restore, '--dry-run']);
    expect(keys(tried)).toEqual(['success', 'dryRun', 'message', 'scheduledCalls', 'notRestored']);
    const restored = await operator.json(restore);
    expect(restored).toMatchObject({ success: true, message: '1 call(s) restored successfully' });
    expect(keys(restored)).toEqual(['success', 'message', 'scheduledCalls', 'notRestored']);
    expect(keys(restored, 'scheduledCalls', 0)).toEqual(scheduledKeys);
  });

  it('process-due, with and without due calls', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await operator.json(['schedule', '1', '4', '--at', '+1m', '--every', '0s']);
    const nothing = {
      success: true,
      message: 'Processed 0 scheduled call(s)',
      results: { processed: 0, succeeded: 0, failed: 0, errors: [], postponed: 0, missed: 0, calls: [] },
    };
    const ran = await operator.voicebot(['process-due', '--json']);
    expect({ code: ran.code, json: ran.json, stderr: ran.stderr }).toEqual({
      code: 0,
      json: nothing,
      stderr: '',
    });
    operator.clock.advance(61);
    const done = await operator.voicebot(['process-due', '--json']);
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 6, stderr: '' });
    expect(keys(done.json)).toEqual(['success', 'message', 'results']);
    expect(keys(done.json, 'results')).toEqual([
      'processed',
      'succeeded',
      'failed',
      'errors',
      'postponed',
      'missed',
      'calls',
    ]);
    expect(done.json).toMatchObject({
      message: 'Processed 2 scheduled call(s)',
      results: {
        processed: 2,
        succeeded: 1,
        failed: 1,
        errors: [expect.stringMatching(/Linus.*\+61491570110.*not accepted/)],
      },
    });
  });

  it('process-due succeeds even if a call failed, as in the contract’s example', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await operator.json(['schedule', '1', '4', '--at', '+1m', '--every', '0s']);
    operator.clock.advance(61);
    const done = await operator.voicebot(['process-due', '--json']);
    expect(done.json).toMatchObject({ success: true, results: { succeeded: 1, failed: 1 } });
  });

  it('call and calls', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const placed = await json(['call', '1']);
    expect(keys(placed)).toEqual(['success', 'callId', 'callRecord', 'retellResponse']);
    const listed = await json(['calls', 'list']);
    expect(keys(listed)).toEqual(['calls', 'total', 'nextPage']);
    expect(objectAt(listed, 'calls', 0)).toEqual(objectAt(placed, 'callRecord'));
    expect(keys(listed, 'calls', 0)).toEqual(expect.arrayContaining(callKeys));
    expect(await json(['calls', 'show', '1'])).toEqual({
      call: {
        ...Object(objectAt(placed, 'callRecord')),
        recordingFile: null,
        costs: [],
        transcript: null,
        campaign: null,
      },
    });
    const counts = { asked: 1, reported: 1, changed: 0, transcripts: 0, recordings: 0, unreadable: 0 };
    expect(await json(['calls', 'sync'])).toEqual({ success: true, ...counts });
  });

  it('profiles and settings', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const profiles = await json(['profiles', 'list']);
    expect(keys(profiles)).toEqual(['profiles', 'total', 'nextPage']);
    expect(keys(profiles, 'profiles', 0)).toEqual([
      ...[
        'name',
        'isDefault',
        'isCurrent',
        'isSimulated',
        'fromNumber',
        'baseUrl',
        'settingsFile',
        'database',
      ],
    ]);
    expect(keys(await json(['profiles', 'path']))).toEqual(['profile', 'settingsFile', 'database']);
    expect(keys(await json(['profiles', 'add', 'acme']))).toEqual(['success', 'message', 'profile', 'file']);
    expect(keys(await json(['profiles', 'use', 'acme']))).toEqual([
      'success',
      'message',
      'profile',
      'before',
    ]);
    await json(['profiles', 'use', 'default']);
    expect(keys(await json(['profiles', 'remove', 'acme', '--yes']))).toEqual([
      ...['success', 'message', 'profile', 'deleted', 'aside', 'left'],
    ]);
    expect(keys(await json(['config', 'get', 'timezone']))).toEqual([
      ...['name', 'value', 'origin', 'problem', 'note'],
    ]);
    expect(keys(await json(['config', 'set', 'timezone', 'UTC']))).toEqual([
      ...['success', 'name', 'value', 'before', 'file'],
    ]);
    expect(keys(await json(['config', 'unset', 'timezone']))).toEqual([
      ...['success', 'name', 'before', 'value', 'origin', 'file'],
    ]);
    expect(keys(await json(['config', 'path']))).toEqual(['file', 'exists']);
  });

  it('empty lists', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const end = { total: 0, nextPage: null };
    expect(await json(['calls', 'callbacks'])).toEqual({ callbacks: [], ...end });
    expect(await json(['scheduled', 'list'])).toEqual({ scheduledCalls: [], ...end });
    expect(await json(['calls', 'list'])).toEqual({ calls: [], ...end });
    expect(await json(['contacts', 'list', '--search', 'nobody'])).toEqual({ contacts: [], ...end });
  });

  it('errors, with --json before or after the command', async () => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    const rows = [
      { words: ['contacts', 'show', '99'], code: 3, error: 'contact_not_found' },
      { words: ['scheduled', 'show', '99'], code: 3, error: 'scheduled_call_not_found' },
      { words: ['schedule', '1', '--at', '2020-01-01T00:00:00Z'], code: 5, error: 'time_in_past' },
      { words: ['contacts', 'import', 'nowhere.csv'], code: 2, error: 'file_not_found' },
      { words: ['contacts', 'list', '--limit', 'x'], code: 2, error: 'invalid_number' },
      { words: ['contcts'], code: 2, error: 'unknown_command' },
      { words: ['contacts', 'list', '--serch', 'x'], code: 2, error: 'unknown_option' },
      { words: ['contacts', 'remove', '1'], code: 2, error: 'not_confirmed' },
      { words: ['contacts'], code: 2, error: 'missing_command' },
    ];
    const lines = rows.flatMap(({ words, ...rest }) => [
      { ...rest, words: [...words, '--json'] },
      { ...rest, words: ['--json', ...words] },
    ]);
    const text = expect.stringMatching(/./);
    const results = await mapAFewAtOnce(lines, async ({ words }) => {
      const { code, stdout } = await voicebot(words);
      return { words, code, document: stdout.startsWith('{') ? JSON.parse(stdout) : stdout };
    });
    expect(results).toEqual(
      lines.map(({ words, code, error }) => ({
        words,
        code,
        document: { success: false, error: { code: error, message: text, hint: text } },
      })),
    );
    for (const { document } of results) expect(keys(document, 'error')).toEqual(['code', 'message', 'hint']);
  });
});

describe('JSON of the do-not-call list', () => {
  it('has an entry for each number', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const added = await json(['dnc', 'add', '0491570006', '--reason', 'asked']);
    expect(keys(added)).toEqual(['success', 'entries', 'added', 'cancelledCalls']);
    for (const document of [added, await json(['dnc', 'list']), await json(['dnc', 'export'])])
      expect(keys(document, 'entries', 0)).toEqual([
        'phoneNumber',
        'reason',
        'source',
        'createdAt',
        'addedBy',
      ]);
    const stdin = 'Phone\n0491570156\n';
    expect(keys(await json(['dnc', 'import', '-'], { stdin }))).toEqual([
      ...['success', 'imported', 'listed', 'added', 'notListed', 'rejected', 'rejects', 'cancelledCalls'],
    ]);
    expect(keys(await json(['dnc', 'remove', '0491570006', '--yes']))).toEqual([
      ...['success', 'removed', 'notListed', 'stillListed'],
    ]);
  });
});

describe('JSON of plan', () => {
  it('has the calls of the coming days and what they come to', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    await json(['schedule', '1-2', '--at', '2026-03-03 10:00', '--call-times', 'Mon-Sun 00:00-24:00']);
    const planned = await json(['plan', '--limit', '1']);
    expect(keys(planned)).toEqual(['plan', 'total', 'nextPage', 'summary']);
    expect(objectAt(planned, 'plan', 0)).toEqual({
      scheduledCallId: 1,
      at: '2026-03-02T23:00:00.000Z',
      zones: ['Australia/Sydney'],
      local: '2026-03-03T10:00:00+11:00',
      contact: { id: 1, name: 'Ada Lovelace', phoneNumber: '+61491570006' },
      marks: [],
      plannedFor: null,
      reason: null,
    });
    expect(planned).toMatchObject({ total: 2, nextPage: 2 });
    expect(objectAt(planned, 'summary')).toEqual({
      ...{ total: 2, decided: 2, inTime: 2, moved: {}, notPlaced: {} },
      ...{ lastRings: '2026-03-02T23:02:00.000Z', lastPending: '2026-03-02T23:02:00.000Z' },
    });
  });
});

describe('JSON of why', () => {
  it('has a verdict, when its wait is over, and each gate', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    await json(['schedule', '1', '--at', '+1h']);
    for (const words of [['1'], ['--scheduled', '1'], ['1', '--at', '+2h']]) {
      const explained = await json(['why', ...words]);
      const order = ['at', 'verdict', 'until', 'zones', 'zonesFrom', 'gates', 'contact', 'scheduledCall'];
      expect(keys(explained)).toEqual(order);
      expect(keys(explained, 'gates', 0)).toEqual(['gate', 'verdict', 'until', 'rule', 'source', 'reason']);
      const names = listAt(explained, 'gates').map(({ gate }) => gate);
      expect(names).toEqual(
        expect.arrayContaining(['do_not_call', 'call_times', 'holiday', 'lateness', 'halt', 'number_in_use']),
      );
    }
  });
});

describe('JSON of campaigns', () => {
  it('has how each stands and how far it has come; show, what came of its calls', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    expect(keys(await json(['schedule', '1', '--at', '+1h', '--name', 'Spring']), 'campaign')).toEqual([
      'id',
      'name',
    ]);
    const campaignKeys = [
      ...[
        'id',
        'name',
        'status',
        'contacts',
        'reached',
        'pending',
        'inProgress',
        'placed',
        'failed',
        'cancelled',
      ],
      ...[
        'costCents',
        'maxCostCents',
        'endsAt',
        'pausedBy',
        'pauseReason',
        'pausedAt',
        'cancelledAt',
        'createdAt',
      ],
    ];
    expect(keys(await json(['campaigns', 'list']), 'campaigns', 0)).toEqual(campaignKeys);
    const shown = await json(['campaigns', 'show', 'Spring']);
    expect(keys(shown, 'campaign')).toEqual([...campaignKeys, 'byDisposition', 'budget']);
    await json(['campaigns', 'edit', 'Spring', '--max-cost', '5']);
    expect(keys(await json(['campaigns', 'show', 'Spring']), 'campaign', 'budget')).toEqual([
      ...['maxCents', 'spentCents', 'reservedCents', 'reservedCalls', 'worstCaseCents', 'callsAtOnce'],
    ]);
    expect(keys(await json(['campaigns', 'pause', '1']))).toEqual(['success', 'campaign']);
    expect(keys(await json(['campaigns', 'resume', '1']))).toEqual([
      'success',
      'campaign',
      'wasPaused',
      'overdue',
    ]);
    expect(keys(await json(['campaigns', 'cancel', '1', '--yes']))).toEqual([
      'success',
      'campaign',
      'cancelledCalls',
    ]);
  });
});

describe('JSON of tokens', () => {
  it('has what a token says only where it is created', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    const created = await json(['tokens', 'create', '--name', 'CRM']);
    expect(keys(created)).toEqual(['id', 'token', 'name', 'scope', 'expiresAt']);
    const listed = await json(['tokens', 'list']);
    expect(keys(listed)).toEqual(['tokens', 'total', 'nextPage']);
    const fields = ['id', 'name', 'scope', 'status', 'createdAt', 'expiresAt', 'lastUsedAt', 'revokedAt'];
    expect(keys(listed, 'tokens', 0)).toEqual(fields);
    const revoked = await json(['tokens', 'revoke', 'CRM', '--yes']);
    expect(keys(revoked)).toEqual(['success', 'wasRevoked', 'token']);
    expect(keys(revoked, 'token')).toEqual(fields);
  });
});

describe('JSON of halts', () => {
  it('has the halt that stands', async () => {
    const { json } = await operatorWith(list, { sharesProcess: true });
    expect(keys(await json(['halt']))).toEqual(['halted', 'reason', 'since']);
    expect(await json(['resume'])).toEqual({
      halted: false,
      reason: null,
      since: null,
      wasHalted: true,
      overdue: 0,
    });
  });
});

describe('--json, --csv and --fields', () => {
  it('work before and after the command', async () => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    const ways = [
      ['--json', '--fields', 'id,name', 'contacts', 'list'],
      ['contacts', '--json', '--fields', 'id,name', 'list'],
      ['contacts', 'list', '--json', '--fields', 'id,name'],
      ['contacts', '--json', 'list', '--fields=id,name'],
    ];
    const results = await Promise.all(ways.map((words) => voicebot(words)));
    expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
    expect(listAt(results[0]?.json, 'contacts').map((row) => Object.entries(row))).toContainEqual([
      ['id', 1],
      ['name', 'Ada Lovelace'],
    ]);
  });

  it('--fields sets the order in tables, CSV and JSON', async () => {
    const { voicebot, json } = await afterSomeCalls();
    const run = async (...words: string[]) => (await voicebot(words)).stdout;
    expect(await run('contacts', 'list', '--limit', '1', '--fields', 'name,id')).toBe(
      'Name          ID\nAda Lovelace  1\n',
    );
    expect(await run('contacts', 'list', '--limit', '2', '--csv', '--fields', 'email, name')).toBe(
      'email,name\nada@example.com,Ada Lovelace\n,Grace Hopper\n',
    );
    const fields = 'id,status,contact,dynamicVariables';
    expect(await run('scheduled', 'list', '--status', 'PENDING', '--csv', '--fields', fields)).toBe(
      'id,status,contact.name,contact.phoneNumber,dynamicVariables.offer\n3,PENDING,Grace Hopper,+61491570156,x\n',
    );
    expect(keys(await json(['calls', 'list', '--fields', 'status,id']), 'calls', 0)).toEqual([
      'status',
      'id',
    ]);
  });

  it('--csv has every field under its JSON name, and a column for each part of one that has parts', async () => {
    const { voicebot } = await afterSomeCalls();
    const header = async (...words: string[]) =>
      (await voicebot([...words, '--csv'])).stdout.split('\n')[0]?.split(',');
    const flat = (names: string[], parts: Record<string, string[]>) =>
      names.flatMap((name) => parts[name] ?? [name]);
    const contact = ['contact.name', 'contact.phoneNumber'];
    expect(await header('contacts', 'list')).toEqual(
      flat(contactKeys, { customFields: ['customFields.plan_tier'] }),
    );
    expect(await header('scheduled', 'list')).toEqual(
      flat(scheduledKeys, { contact, dynamicVariables: ['dynamicVariables.offer'] }),
    );
    const plain = callKeys.filter((name) => name !== 'customAnalysis');
    expect(await header('calls', 'list')).toEqual(expect.arrayContaining([...plain, ...contact]));
    expect(await header('contacts', 'list', '--search', 'nobody')).toEqual(
      flat(contactKeys, { customFields: [] }),
    );
  });

  it.each(['contacts', 'scheduled', 'calls'])('lists the fields of %s for an unknown one', async (noun) => {
    const { voicebot } = await operatorWith(list, { sharesProcess: true });
    for (const format of [[], ['--csv']]) {
      const { code, stdout, stderr } = await voicebot([noun, 'list', '--fields', 'id,nmae', ...format]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: There is no field "nmae"/);
      expect(stderr).toMatch(noun === 'contacts' ? /id, name, phoneNumber/ : /id, .*status/);
    }
  });
});
