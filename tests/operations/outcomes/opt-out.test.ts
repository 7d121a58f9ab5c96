import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { bareReport } from '../../support/bare-report.ts';
import { reportRules } from '../../support/report-rules.ts';
import { migrations, numberOf, openWithDue, ringsOf, scheduleCalls } from '../calling/due-calls.ts';

type Operator = Awaited<ReturnType<typeof openWithDue>>;

/** Opens an operator whose contacts have just talked, each with this analysis. */
async function openWithAnalyses(...analyses: Record<string, unknown>[]): Promise<Operator> {
  const operator = await openWithDue(analyses.length, { analysisDelayMs: 60_000 });
  for (const [index, custom_analysis_data] of analyses.entries())
    operator.simulator.script(numberOf(index + 1), {
      reason: 'user_hangup',
      ringSeconds: 2,
      talkSeconds: 30,
      analysis: { custom_analysis_data },
    });
  await operator.voicebot(['process-due']);
  operator.clock.advance(180);
  return operator;
}

const listed = (operator: Operator) =>
  operator.rows(
    'select phone_number as number, source, reason from do_not_call_numbers order by phone_number',
  );

describe('somebody who says on the phone that they must not be called again', () => {
  it('is on the do-not-call list at once, with the call as its source, and no other call to them is placed', async () => {
    const operator = await openWithAnalyses(
      { opt_out: 'Yes' },
      { opt_out: 'maybe later' },
      { opt_out: false },
      { stop: true },
    );
    await scheduleCalls(
      operator,
      [1, 2, 3, 4].map((id) => ({ id, seconds: 3600 })),
    );
    const run = await operator.voicebot(['process-due']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/Contact 1 \S+ {2}asked not to be called again: now on the do-not-call list/);
    expect(run.stdout).toMatch(/may have asked not to be called again \("maybe later"\).*dnc remove \+61/);
    expect(listed(operator)).toEqual([
      { number: numberOf(1), source: 'call', reason: 'said in call 1' },
      { number: numberOf(2), source: 'call', reason: 'unclear in call 2' },
    ]);
    operator.clock.advance(3700);
    await operator.voicebot(['process-due']);
    expect(ringsOf(operator)).toEqual({
      [numberOf(1)]: 1,
      [numberOf(2)]: 1,
      [numberOf(3)]: 2,
      [numberOf(4)]: 2,
    });
    expect(operator.rows("select contact_id as who from scheduled_calls where status = 'CANCELLED'")).toEqual(
      [{ who: 1 }, { who: 2 }],
    );
    expect((await operator.voicebot(['contacts', 'show', '1'])).stdout).toMatch(
      /Do not call +since .*, from a call: said in call 1/,
    );
    expect(await operator.json(['contacts', 'show', '1'])).toMatchObject({
      contact: { doNotCall: true, doNotCallEntry: { source: 'call', reason: 'said in call 1' } },
    });
    const sync = await operator.voicebot(['calls', 'sync', '--since', '1d'], {
      env: { VOICEBOT_OPT_OUT_FIELD: 'stop' },
    });
    expect(sync.stderr).toContain('asked not to be called again');
    expect(listed(operator)).toHaveLength(3);
  });

  it.each([
    [true, false, null],
    [false, true, null],
    [null, false, true],
    [false, null, true],
  ])(
    'stays on it once, though Retell says in turn %j, %j and %j, and later reports come first',
    async (...said) => {
      const operator = await openWithDue(1);
      await operator.voicebot(['process-due']);
      const store = openStore({ path: operator.database, migrations });
      onTestFinished(() => store.close());
      const [row] = operator.rows('select retell_call_id as id from calls');
      const reports = said.map((opt_out, index) => ({
        ...bareReport,
        retellCallId: String(row?.['id']),
        status: 'ended' as const,
        customAnalysis: { opt_out },
        observedAt: new Date(operator.clock.now().getTime() + index),
      }));
      const when = { now: operator.clock.now(), ...reportRules };
      const record = async (order: typeof reports) => {
        for (const report of order) await store.recordReports([report], when);
      };
      await record(reports.toReversed());
      await record(reports);
      expect(listed(operator)).toEqual([{ number: numberOf(1), source: 'call', reason: 'said in call 1' }]);
      // Only a person lifts it, and no report of the same call undoes that.
      await store.unsuppress([numberOf(1)], when.now);
      await record(reports);
      expect(listed(operator)).toEqual([]);
    },
  );
});
