import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { callStatuses, placedStatuses } from '../../../../../src/domain/calls/call-status.ts';
import { scheduledCallStatuses } from '../../../../../src/domain/calls/scheduled-call.ts';
import { callTransitions, mayBecome } from '../../../../../src/domain/calls/transitions.ts';
import type { Claim } from '../../../../../src/operations/ports/claim-store.ts';
import { openStore } from '../../../../../src/store/open-store.ts';
import { openSqlite } from '../../../../../src/store/sqlite/connection/sqlite.ts';
import { migrations } from '../../../../operations/calling/due-calls.ts';
import { bareReport } from '../../../../support/bare-report.ts';
import { reportRules } from '../../../../support/report-rules.ts';

const now = Date.UTC(2026, 2, 1, 22);
const unplaced: readonly string[] = ['placing', 'unknown', 'not_placed'];

/** Opens a database, and returns what fills it with one scheduled call and its attempts. */
function openDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-states-'));
  const path = join(folder, 'voicebot.db');
  const store = openStore({ path, migrations });
  const db = openSqlite(path);
  db.exec(`insert into contacts (name, phone_number, custom_fields, created_at, updated_at)
    values ('Ada', '+61491570006', '{}', 0, 0)`);
  const scheduled = db.prepare(`insert into scheduled_calls (id, contact_id, from_number, agent_id,
      scheduled_time, status, dynamic_variables, next_attempt_at, call_id, created_at, updated_at)
    values (1, 1, '+61255501234', 'agent', 0, @status, '{}', @nextAttemptAt, 1, 0, 0)`);
  const call =
    db.prepare(`insert into calls (id, reference, scheduled_call_id, contact_id, attempt, from_number,
      to_number, agent_id, dynamic_variables, status, retell_call_id, requested_at, updated_at)
    values (@id, 'vb_' || @id, 1, 1, 1, '+61255501234', '+61491570006', 'agent', '{}', @status, @retellCallId,
      ${now}, 0)`);
  const addCall = (id: number, status: string, retellCallId: string) =>
    call.run({ id, status, retellCallId: unplaced.includes(status) ? null : retellCallId });
  onTestFinished(() => {
    db.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    store,
    fill: db.transaction((status: string, first: string, second: string | undefined) => {
      db.exec('delete from calls; delete from scheduled_calls');
      scheduled.run({ status, nextAttemptAt: status === 'PENDING' ? now : null });
      addCall(1, first, 'call_1');
      if (second) addCall(2, second, 'call_2');
    }),
  };
}

/** Every pair of states, with another attempt that may have rung where the schema allows one. */
const pairs = scheduledCallStatuses.flatMap((scheduled) =>
  callStatuses.flatMap((call) => [
    { scheduled, call, other: undefined },
    ...(call === 'not_placed' ? callStatuses.map((other) => ({ scheduled, call, other })) : []),
  ]),
);

type Pair = (typeof pairs)[number];
type Status = (typeof placedStatuses)[number];

/** Returns the states after Retell's report, for a call that keeps its place in the plan and one that another took. */
function expected({ scheduled, call, other }: Pair, status: Status) {
  const isFact = unplaced.includes(call);
  const isRecorded = isFact || mayBecome(callTransitions, call, status);
  const completes = isFact && (other === undefined || other === 'not_placed');
  return {
    call: { status: isRecorded ? status : call, retellCallId: 'call_1' },
    scheduled: completes ? { status: 'COMPLETED', retellCallId: 'call_1' } : { status: scheduled },
  };
}

it('that Retell placed a call is recorded in every pair of states of the call and its scheduled call', async () => {
  const { store, fill } = openDatabase();
  const when = { now: new Date(now), ...reportRules };
  const all = pairs.flatMap((pair) => placedStatuses.map((status) => ({ pair, status })));
  for (const { pair, status } of all) {
    fill(pair.scheduled, pair.call, pair.other);
    const call = await store.call(1);
    if (!call) throw new Error('there is no call');
    const claim: Claim = { call, token: 'lost', claimedAt: when.now, dueAt: null, database: '' };
    await store.recordPlaced(claim, { ...bareReport, retellCallId: 'call_1', status }, when);
    const after = { call: await store.call(1), scheduled: await store.scheduledCall(1) };
    expect({ pair, status, ...after }).toMatchObject({ pair, status, ...expected(pair, status) });
  }
});
