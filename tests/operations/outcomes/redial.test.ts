import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallReport } from '../../../src/domain/calls/outcomes/report.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import type { CallScript } from '../../../src/telephony/simulator/calls/course.ts';
import { bareReport } from '../../support/bare-report.ts';
import type { Operator } from '../../support/operator.ts';
import { reportRules } from '../../support/report-rules.ts';
import { migrations, numberOf, openWithContacts, ringsOf } from '../calling/due-calls.ts';

const busy: CallScript = { reason: 'dial_busy', ringSeconds: 2 };
const noAnswer: CallScript = { reason: 'dial_no_answer', ringSeconds: 25 };
const voicemail: CallScript = { reason: 'voicemail_reached', ringSeconds: 20, talkSeconds: 15 };
const answers: CallScript = { reason: 'user_hangup', ringSeconds: 5, talkSeconds: 42 };
const declines: CallScript = { reason: 'user_declined', ringSeconds: 5 };

/** Opens an operator with a campaign in which each contact is called now, and perhaps again. */
async function openCampaign(
  redial: string,
  scripts: readonly CallScript[],
  ...more: string[]
): Promise<Operator> {
  const operator = await openWithContacts(scripts.length);
  for (const [index, script] of scripts.entries()) operator.simulator.script(numberOf(index + 1), script);
  const when = ['--at', '+1s', '--every', '0s', '--redial', redial, ...more];
  const { code, stderr } = await operator.voicebot(['schedule', `1-${scripts.length}`, ...when, '--yes']);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return operator;
}

/** Runs what cron would after each of these pauses, in minutes. */
async function runAfter(operator: Operator, ...minutes: number[]): Promise<void> {
  for (const pause of minutes) {
    operator.clock.advance(pause * 60);
    const { code, stderr } = await operator.voicebot(['process-due']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }
}

const redials = ({ rows }: Operator) =>
  rows(
    'select contact_id as who, status, redial_of as redialOf from scheduled_calls where redial_of is not null order by id',
  );

describe('somebody who was not reached', () => {
  it('is tried again by the rule for what happened, and nobody else is', async () => {
    const operator = await openCampaign('busy=10m x2', [busy, noAnswer, answers, declines]);
    await runAfter(operator, 1, 5);
    expect(redials(operator)).toEqual([{ who: 1, status: 'PENDING', redialOf: 1 }]);
    await runAfter(operator, 10, 5, 10, 5, 60, 5);
    expect(ringsOf(operator)).toEqual({
      [numberOf(1)]: 3,
      [numberOf(2)]: 1,
      [numberOf(3)]: 1,
      [numberOf(4)]: 1,
    });
    expect(redials(operator)).toEqual([
      { who: 1, status: 'COMPLETED', redialOf: 1 },
      { who: 1, status: 'COMPLETED', redialOf: 5 },
    ]);
  });

  it('has one budget in a campaign, whatever the rules', async () => {
    const operator = await openCampaign('busy=10m x2, no-answer=10m x2, voicemail=10m x1', [busy]);
    await runAfter(operator, 1, 5);
    operator.simulator.script(numberOf(1), noAnswer);
    await runAfter(operator, 10, 5);
    operator.simulator.script(numberOf(1), voicemail);
    await runAfter(operator, 10, 5, 60);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 3 });
  });

  it('is shown with the campaign, and with the call that it follows', async () => {
    const operator = await openCampaign('busy=10m', [busy, busy], '--name', 'Spring');
    await runAfter(operator, 1, 5);
    await operator.voicebot(['schedule', '2', '--at', '+1s', '--if-scheduled', 'again', '--yes']);
    await runAfter(operator, 1);
    expect((await operator.voicebot(['scheduled', 'list', '--campaign', 'Spring'])).stdout).toMatch(
      /PENDING.*redial of 1\b/,
    );
    const campaign = { id: 1, name: 'Spring' };
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({ scheduledCall: { campaign } });
    expect(await operator.json(['calls', 'show', '1'])).toMatchObject({ call: { campaign } });
    expect((await operator.voicebot(['calls', 'show', '1'])).stdout).toMatch(/Campaign +Spring/);
    for (const [which, ids] of [
      [[], [3, 2, 1]],
      [
        ['--campaign', 'spring'],
        [2, 1],
      ],
      [['--campaign', '1', '--contact', '2'], [2]],
      [['--campaign', '1', '--disposition', 'answered'], []],
    ] as const) {
      const { calls } = (await operator.json(['calls', 'list', ...which])) as { calls: { id: number }[] };
      expect({ which, ids: calls.map(({ id }) => id) }).toEqual({ which, ids });
    }
  });

  it('is called with the same number, agent and variables, and without the reasons that held for one call', async () => {
    const operator = await openCampaign(
      'busy=10m',
      [busy],
      ...['--var', 'offer=20 %', '--agent', 'agent_of_spring', '--no-check', '--max-attempts', '5'],
      ...['--outside-hours', 'asked for it', '--call-times', 'au'],
    );
    await runAfter(operator, 1, 5);
    const same =
      'from_number, agent_id, dynamic_variables, max_attempts, call_times, campaign_id, spacing_ms, simulated';
    const [first, second] = operator.rows(`select ${same} from scheduled_calls order by id`);
    expect(second).toEqual(first);
    expect(operator.rows('select outside_hours as why from scheduled_calls order by id')).toEqual([
      { why: 'asked for it' },
      { why: null },
    ]);
  });

  it('is not called again once they must not be, or the campaign is cancelled', async () => {
    const operator = await openCampaign('busy=10m x2', [busy, busy, busy]);
    await runAfter(operator, 1);
    await operator.voicebot(['dnc', 'add', numberOf(1)]);
    await runAfter(operator, 5);
    expect(
      redials(operator)
        .map(({ who }) => who)
        .sort(),
    ).toEqual([2, 3]);
    await operator.voicebot(['dnc', 'add', numberOf(2)]);
    await operator.voicebot(['campaigns', 'cancel', '1', '--yes']);
    await runAfter(operator, 60, 5);
    expect(redials(operator).map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1, [numberOf(2)]: 1, [numberOf(3)]: 1 });
  });

  it('is not tried again by rules that cannot be read, and the run goes on', async () => {
    const operator = await openCampaign('busy=10m', [busy]);
    const database = openSqlite(operator.database);
    database.prepare("update campaigns set redial = 'whenever'").run();
    database.close();
    await runAfter(operator, 1, 5);
    expect(redials(operator)).toEqual([]);
    expect(operator.rows('select disposition from calls')).toEqual([{ disposition: 'busy' }]);
  });

  it('is not tried again by a schedule that has no rules, though others have', async () => {
    const operator = await openCampaign('off', [busy]);
    const env = { VOICEBOT_REDIAL: 'busy=10m' };
    await operator.voicebot(['schedule', '1', '--at', '+1d', '--yes'], { env });
    await runAfter(operator, 1, 5, 10);
    expect(redials(operator)).toEqual([]);
    expect(operator.rows('select redial from campaigns')).toEqual([
      { redial: null },
      { redial: 'busy=10m x1' },
    ]);
  });

  it('is tried again at the same time, whether the end of the call is known at first or only later', async () => {
    const operator = await openCampaign('busy=10m, no-answer=2h, voicemail=1d', [busy, busy, busy, busy]);
    operator.clock.advance(1);
    await operator.voicebot(['process-due']);
    const store = openStore({ path: operator.database, migrations });
    onTestFinished(() => store.close());
    const now = operator.clock.now();
    const endedAt = new Date(now.getTime() + 30_000);
    const voicemail = { ...bareReport, status: 'ended', disconnectionReason: 'voicemail_reached' } as const;
    const at = (ms: number) => ({ retellCallId: '', observedAt: new Date(now.getTime() + ms) });
    const reports: CallReport[] = [
      { ...voicemail, ...at(1) },
      { ...voicemail, ...at(2), endedAt, durationMs: 20_000 },
      { ...bareReport, ...at(0), status: 'not_connected', disconnectionReason: 'dial_busy' },
    ];
    const orders = [
      [0, 1, 2],
      [1, 0, 2],
      [2, 0, 1],
      [1, 2, 0],
    ];
    for (const [index, { retellId }] of operator
      .rows('select retell_call_id as retellId from calls')
      .entries())
      for (const which of orders[index] ?? []) {
        const report = reports[which];
        if (report)
          await store.recordReports([{ ...report, retellCallId: String(retellId) }], { ...reportRules, now });
      }
    const times = operator.rows(
      'select scheduled_time as time, next_attempt_at as next from scheduled_calls where redial_of is not null',
    );
    const tomorrow = endedAt.getTime() + 86_400_000;
    expect(times).toEqual(orders.map(() => ({ time: tomorrow, next: tomorrow })));
  });

  it('is not tried again once a list has given the number to another person', async () => {
    const operator = await openCampaign('voicemail=1d', [answers, { refuse: 422 }], '--max-attempts', '1');
    await operator.voicebot(['process-due']);
    for (const minutes of [1, 5]) {
      operator.clock.advance(minutes * 60);
      await operator.voicebot(['process-due']);
    }
    operator.file('new.csv', `Name,Phone\nGrace Hopper,${numberOf(1)}\nAlan Turing,${numberOf(2)}\n`);
    const imported = await operator.voicebot(
      ['contacts', 'import', 'new.csv', '--on-new-owner', 'replace', '--yes', '--json'],
      {},
    );
    expect(imported.json).toMatchObject({ replaced: 2 });

    const store = openStore({ path: operator.database, migrations });
    onTestFinished(() => store.close());
    const [call] = operator.rows("select retell_call_id as id from calls where status = 'ended'");
    const report: CallReport = {
      ...{ ...bareReport, retellCallId: String(call?.['id']) },
      observedAt: new Date(operator.clock.now().getTime() + 60_000),
      ...{ status: 'ended', disconnectionReason: 'agent_hangup', inVoicemail: true },
    };
    await store.recordReports([report], { ...reportRules, now: operator.clock.now() });
    expect(operator.rows('select disposition from calls where id = 1')).toEqual([{ disposition: 'machine' }]);
    expect(redials(operator)).toEqual([]);

    await operator.voicebot(['scheduled', 'retry', '2']);
    operator.clock.advance(60);
    const { stdout } = await operator.voicebot(['process-due']);
    expect(stdout).toMatch(/not called: the number has gone to another person since, Alan Turing/);
    expect(ringsOf(operator)).toEqual({ [numberOf(1)]: 1 });

    // Undone, it is the old person's number again.
    operator.clock.advance(60);
    expect((await operator.voicebot(['contacts', 'import', '--undo', '--yes'])).code).toBe(0);
    expect(operator.rows('select person_since from contacts')).toEqual([
      { person_since: null },
      { person_since: null },
    ]);
  });

  it('stays due when a later report comes on an earlier attempt, which Retell did not dial', async () => {
    const operator = await openCampaign('voicemail=1d', [busy]);
    operator.simulator.script(
      numberOf(1),
      { reason: 'telephony_provider_unavailable', ringSeconds: 1 },
      voicemail,
    );
    for (const minutes of [1, 5, 5, 5]) {
      operator.clock.advance(minutes * 60);
      await operator.voicebot(['process-due']);
    }
    const redial = [{ who: 1, status: 'PENDING', redialOf: 1 }];
    expect(redials(operator)).toEqual(redial);
    const store = openStore({ path: operator.database, migrations });
    onTestFinished(() => store.close());
    const [first] = operator.rows('select retell_call_id as retellId from calls where did_not_ring');
    const report: CallReport = {
      ...{ ...bareReport, retellCallId: String(first?.['retellId']), observedAt: operator.clock.now() },
      status: 'not_connected',
      disconnectionReason: 'telephony_provider_unavailable',
      agentVersion: 7,
    };
    await store.recordReports([report], { ...reportRules, now: operator.clock.now() });
    expect(operator.rows('select agent_version as version from calls where did_not_ring')).toEqual([
      { version: 7 },
    ]);
    expect(redials(operator)).toEqual(redial);
  });
});
