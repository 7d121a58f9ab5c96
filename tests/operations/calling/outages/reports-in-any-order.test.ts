import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import {
  disconnectionReasons,
  meaningOf,
} from '../../../../src/domain/calls/outcomes/disconnection-reasons.ts';
import type { CallReport } from '../../../../src/domain/calls/outcomes/report.ts';
import { decideDue } from '../../../../src/operations/calling/decide-call.ts';
import { openStore } from '../../../../src/store/open-store.ts';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';
import { bareReport } from '../../../support/bare-report.ts';
import { noRules } from '../../../support/policy.ts';
import { reportRules } from '../../../support/report-rules.ts';
import { migrations, numberOf } from '../due-calls.ts';

const start = new Date('2026-03-01T22:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

const reason = fc.constantFrom(...Object.keys(disconnectionReasons));

/** The reports that Retell would give on one call during its life, in order. */
const life = fc.record({ reason, connects: fc.boolean() }).map(({ reason, connects }) => {
  const status = meaningOf(reason)?.status ?? 'error';
  const isConnected = connects && status !== 'not_connected';
  const startedAt = isConnected ? later(10) : null;
  const asked = (seconds: number) => ({ observedAt: later(seconds), answer: { call_cost: seconds } });
  const ongoing = { ...bareReport, ...asked(10), status: 'ongoing', startedAt } as const;
  const end = isConnected ? { startedAt, endedAt: later(20), durationMs: 10_000, costCents: 2.5 } : {};
  const over = { ...bareReport, ...asked(20), status, disconnectionReason: reason, ...end } as const;
  const analysis = {
    summary: 'Agreed.',
    inVoicemail: reason === 'agent_hangup',
    customAnalysis: { size: 3 },
  };
  const analysed = { ...over, ...asked(30), ...analysis } as const;
  // A report that lacks what was known, and corrects the cost.
  const corrected = { ...bareReport, ...asked(40), status, costCents: 1.25 } as const;
  return [
    { ...bareReport, status: 'registered' } as const,
    ...(isConnected ? [ongoing, over, analysed, corrected] : [over]),
  ];
});

/** Lives of three calls, and two orders in which their reports arrive, some of them repeatedly, each at one of two runs. */
const deliveries = fc.array(life, { minLength: 3, maxLength: 3 }).chain((lives) => {
  const reports = lives.flatMap((reports, call) => reports.map((report) => ({ call, report })));
  const order = fc
    .tuple(
      fc.shuffledSubarray(reports, { minLength: reports.length }),
      fc.array(fc.constantFrom(...reports), { maxLength: 4 }),
    )
    .map(([all, again]) => [...all, ...again]);
  return fc.tuple(order, order);
});

function openRuns() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-reports-'));
  const path = join(folder, 'voicebot.db');
  const stores = [openStore({ path, migrations }), openStore({ path, migrations })] as const;
  const db = openSqlite(path);
  onTestFinished(() => {
    db.close();
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { stores, db };
}

it('reports on calls lead to the same state in any order, however often and to whichever run they come', async () => {
  const { stores, db } = openRuns();
  const [store] = stores;
  const drafts = [1, 2, 3].map((n) => ({ name: `C${n}`, phoneNumber: numberOf(n), customFields: {} }));
  await store.saveContacts(drafts, start);
  await store.openAccount({ address: 'https://retell.test', fingerprint: 'one' }, start);

  const stateAfter = async (order: readonly { call: number; report: Omit<CallReport, 'retellCallId'> }[]) => {
    db.exec(
      'delete from outages; delete from call_reports; delete from calls; delete from scheduled_calls; delete from sqlite_sequence',
    );
    const plan = [1, 2, 3].map((contactId) => ({
      contactId,
      fromNumber: '+61255501234',
      agentId: 'agent',
      scheduledTime: start,
      dynamicVariables: {},
      maxAttempts: contactId,
      simulated: null,
      timezone: null,
      locale: null,
    }));
    await store.scheduleCalls(plan, start, 'again');
    const decide = decideDue({
      clock: { now: () => start },
      timezone: 'Australia/Sydney',
      locale: 'en-AU',
      policy: noRules,
      lastRunAt: null,
      simulated: true,
    });
    for (let call = 0; call < 3; call++) {
      const claimed = await store.claimNextDue({ now: later(call), account: 1, lease: 90_000, decide });
      if (claimed?.kind !== 'claimed') throw new Error('nothing was claimed');
      const placed = { ...bareReport, retellCallId: `call_${call}`, status: 'registered' } as const;
      await store.recordPlaced(claimed.claim, placed, {
        now: later(call),
        ...reportRules,
      });
    }
    for (const [index, { call, report }] of order.entries())
      await stores[index % 2]?.recordReports([{ retellCallId: `call_${call}`, ...report }], {
        now: later(60),
        ...reportRules,
      });
    return {
      scheduled: db
        .prepare('select status, attempts, next_attempt_at from scheduled_calls order by id')
        .all(),
      calls: db
        .prepare(
          `select status, did_not_ring, disconnection_reason, duration_ms, disposition, answered_by, cost_cents, summary,
            custom_analysis, next_check_at from calls order by id`,
        )
        .all(),
      answers: db.prepare('select answer, seen from call_reports order by call_id').all(),
      outages: db.prepare('select kind from outages where ended_at is null').all(),
    };
  };

  let returned = 0;
  await fc.assert(
    fc.asyncProperty(deliveries, async ([one, another]) => {
      const state = await stateAfter(one);
      expect(await stateAfter(another)).toEqual(state);
      if (JSON.stringify(state.scheduled).includes('PENDING')) returned++;
    }),
    { numRuns: 40 },
  );
  expect(returned).toBeGreaterThan(5);
});
