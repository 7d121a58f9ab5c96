import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { callStatuses } from '../../../src/domain/calls/call-status.ts';
import { outageKinds } from '../../../src/domain/calls/outages/outage.ts';
import { scheduledCallStatuses } from '../../../src/domain/calls/scheduled-call.ts';
import { processDue } from '../../../src/operations/calling/process-due.ts';
import type { RunEvent } from '../../../src/operations/calling/run-events.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { isIdle } from '../../../src/store/sqlite/calls/work.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { runSettings } from '../../support/run-settings.ts';
import { migrations } from './due-calls.ts';

const now = Date.UTC(2026, 2, 1, 22);

/** An instant around now, often within a few milliseconds. */
const instant = fc.oneof(
  fc.integer({ min: -2, max: 2 }).map((ms) => now + ms),
  fc.integer({ min: -86_400_000, max: 86_400_000 }).map((ms) => now + ms),
  fc.integer({ min: 1, max: 86_400_000 }).map((ms) => now + ms),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });

const scheduledCall = fc.record({
  status: fc.constantFrom(...scheduledCallStatuses),
  time: instant,
  waitsFor: maybe(fc.constantFrom('call_times', 'number_in_use', 'operator')),
});
/** An attempt. Only those whose result is not known are claimed. */
const call = fc
  .record({
    status: fc.constantFrom(...callStatuses),
    claim: maybe(fc.record({ owner: fc.constant('nobody:0:0'), until: instant })),
    nextCheckAt: maybe(instant),
    waitsFor: maybe(fc.constantFrom('retell', 'operator')),
  })
  .map((row) => (row.status === 'placing' || row.status === 'unknown' ? row : { ...row, claim: null }));
/** An outage, with or without a call that went first. */
const outage = fc.record({
  kind: fc.constantFrom(...outageKinds),
  reportedAt: instant,
  firstCall: maybe(fc.nat({ max: 3 })),
});
/** A halt, of which a run has told the operator or not. */
const halts = fc.array(fc.record({ reported: maybe(fc.constant(1)), lifted: maybe(fc.constant(1)) }), {
  maxLength: 1,
});
const rows = fc.record({
  halts,
  outages: fc.uniqueArray(outage, { maxLength: 2, selector: ({ kind }) => kind }),
  scheduled: fc.array(scheduledCall, { maxLength: 4 }),
  calls: fc.array(call, { maxLength: 4 }),
});

type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never;

function openDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-idle-'));
  const path = join(folder, 'voicebot.db');
  const store = openStore({ path, migrations });
  const db = openSqlite(path);
  onTestFinished(() => {
    db.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  db.exec(`insert into contacts (name, phone_number, custom_fields, created_at, updated_at)
    values ('Ada', '+61491570006', '{}', 0, 0)`);
  const insertScheduled = db.prepare(`insert into scheduled_calls (contact_id, from_number, agent_id,
      scheduled_time, status, dynamic_variables, next_attempt_at, waits_for, created_at, updated_at)
    values (1, '+61255501234', 'agent', @time, @status, '{}', @nextAttemptAt, @waitsFor, 0, 0)`);
  const insertCall = db.prepare(`insert into calls (reference, contact_id, attempt, from_number, to_number,
      agent_id, dynamic_variables, status, retell_call_id, waits_for, requested_at, claimed_by, claimed_until,
      next_check_at, updated_at)
    values (@reference, 1, 1, '+61255501234', '+61491570006', 'agent', '{}', @status, @retellCallId, @waitsFor,
      0, @owner, @until, @nextCheckAt, 0)`);
  const insertOutage = db.prepare(`insert into outages (kind, reason, started_at, reported_at, first_call_id)
    values (@kind, 'lost', 0, @reportedAt, (select id from calls order by id limit 1 offset @firstCall))`);
  const insertHalt = db.prepare(
    `insert into halts (by, since, lifted_at, reported_at) values ('operator', 0, @lifted, @reported)`,
  );
  const unplaced = new Set<string>(['placing', 'unknown', 'not_placed']);
  const fill = db.transaction(({ scheduled, calls, outages, halts: halted }: Rows) => {
    db.exec('delete from halts; delete from outages; delete from calls; delete from scheduled_calls');
    for (const row of scheduled)
      insertScheduled.run({ ...row, nextAttemptAt: row.status === 'PENDING' ? row.time : null });
    calls.forEach(({ claim, ...row }, index) => {
      insertCall.run({
        ...row,
        reference: `vb_${index}`,
        retellCallId: unplaced.has(row.status) ? null : `call_${index}`,
        owner: claim?.owner ?? null,
        until: claim?.until ?? null,
      });
    });
    for (const row of halted) insertHalt.run(row);
    for (const row of outages) insertOutage.run({ ...row, firstCall: row.firstCall ?? 99 });
  });
  const contents = () => [
    db.prepare('select * from scheduled_calls').all(),
    db.prepare('select * from calls').all(),
    db.prepare('select * from outages').all(),
    db.prepare('select * from halts').all(),
  ];
  return { path, store, fill, contents };
}

/** Returns a connection to Retell that fails, and records whether it was asked for: an idle run does not. */
function unreachableRetell() {
  let asked = false;
  return {
    telephony: async (): Promise<never> => {
      asked = true;
      throw new Error('there is no Retell here');
    },
    wasAsked: () => asked,
  };
}

it('a run is idle if and only if it would do nothing, whatever the database contains', async () => {
  const { path, store, fill, contents } = openDatabase();
  const seen = { idle: 0, busy: 0 };
  await fc.assert(
    fc.asyncProperty(rows, async (content) => {
      fill(content);
      const before = contents();
      const idle = isIdle({ path, migrations }, new Date(now));
      seen[idle ? 'idle' : 'busy'] += 1;
      const retell = unreachableRetell();
      const events: RunEvent[] = [];
      const run = processDue(
        {
          store,
          telephony: retell.telephony,
          clock: { isReal: false, now: () => new Date(now), sleep: async () => undefined },
          ...runSettings,
          requestTimeout: 10_000,
        },
        {
          concurrency: 1,
          signal: new AbortController().signal,
          onEvent: (event) => void events.push(event),
        },
      );
      await run.catch(() => undefined);
      const didSomething =
        retell.wasAsked() || events.length > 0 || JSON.stringify(contents()) !== JSON.stringify(before);
      // The idle check cannot tell whether the owner of a claim is gone, so it leaves that to the run.
      const isHeld = content.calls.some(({ claim }) => claim && claim.until > now);
      // While an outage stands, a run may have to wait until Retell can be asked about an earlier call.
      const mayWait = content.outages.length > 0;
      if (idle || !(isHeld || mayWait)) expect({ idle, didSomething }).toEqual({ idle, didSomething: !idle });
    }),
    { numRuns: 400 },
  );
  expect(Math.min(seen.idle, seen.busy)).toBeGreaterThan(40);
});
