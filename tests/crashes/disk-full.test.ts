import { describe, expect, it } from 'vitest';
import {
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
} from '../operations/calling/due-calls.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { everything } from '../support/people.ts';
import type { RunResult } from '../support/running.ts';
import { brokenPromises, lostResponse, neverArrived, recover, statusesOf, strike } from './crashing.ts';

/**
 * Runs the program where no file can grow beyond `kib` KiB: its first writes fit, and the rest fail. SQLite starts a new log with
 * each process, so with the right sizes every write is once the first to fail. Unlike a full disk, this needs no privileges.
 */
function onFullDisk(operator: Operator, kib: number, line: string): Promise<RunResult> {
  // Filling in holidays would take more of the disk than the call does.
  return operator.shell(`ulimit -f ${kib}; VOICEBOT_CALL_TIMES=off exec voicebot ${line}`);
}

const couldNotWrite = /could not be written \(SQLITE_(FULL|IOERR\w*)\)/;

function expectFailure({ code, stderr }: RunResult): void {
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(couldNotWrite) });
  expect(stderr).toContain('Is the disk full?');
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
}

function expectIntact(operator: Operator): void {
  expect(operator.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(operator.rows('pragma foreign_key_check')).toEqual([]);
}

/** File size limits in KiB, from too small for any write to enough for a whole run. */
const sizes = [28, 60, 80, 112, 148, 180, 220, 256];

describe('a disk that fills up', () => {
  it('during an import: whole batches are saved, and the same import adds the rest once there is space', async () => {
    const people = Array.from({ length: 2000 }, (_, n) => `P${n},+61491${570_000 + n}`);
    const left = new Set<unknown>();
    for (const kib of [48, 200, 3200]) {
      const operator = await openOperator();
      await operator.voicebot(['contacts', 'import', '-'], { stdin: 'Name,Phone\n' });
      const file = operator.file('people.csv', ['Name,Phone', ...people].join('\n'));
      const ran = await onFullDisk(operator, kib, `contacts import ${file} --quiet`);
      const [row] = operator.rows('select count(*) as n from contacts');
      left.add(row?.['n']);
      if (row?.['n'] !== 2000) expectFailure(ran);
      if (row?.['n'] === 1000) expect(ran.stderr).toContain('Rows up to line 1001 were imported');
      expectIntact(operator);
      await operator.voicebot(['contacts', 'import', file]);
      expect(operator.rows('select count(*) as n from contacts')).toEqual([{ n: 2000 }]);
    }
    expect([...left].sort()).toEqual([0, 1000, 2000]);
  });

  it('while calls are scheduled or cancelled: nothing is changed', async () => {
    const operator = await openWithDue(200);
    const before = everything(operator);
    const schedule = 'schedule 1-200 --at +1h --if-scheduled again --yes --quiet';
    for (const kib of [32, 44]) expectFailure(await onFullDisk(operator, kib, schedule));
    expectFailure(await onFullDisk(operator, 32, 'scheduled cancel 1-200 --yes'));
    expectIntact(operator);
    expect(everything(operator)).toEqual(before);
  });

  it.each([60, 112])('under a watch (%d KiB): it says so, goes on, and no phone rings twice', async (kib) => {
    const operator = await openWithDue(2);
    const limits = `ulimit -f ${kib}; VOICEBOT_CALL_TIMES=off exec timeout --preserve-status 5`;
    const { code, stdout } = await operator.shell(`${limits} voicebot watch --every 1s`);
    expect({ code, stdout }).toEqual({ code: 143, stdout: expect.stringMatching(couldNotWrite) });
    await recover(operator, 300);
    expect(ringsOf(operator)).toEqual(onceEach(2));
    expectIntact(operator);
  });

  it('at any write of a run: calls that rang are found, the rest are placed, and no phone rings twice', async () => {
    const seen = new Set<string>();
    for (const kib of sizes) {
      const operator = await openWithDue(2);
      const before = everything(operator);
      const ran = await onFullDisk(operator, kib, 'process-due --concurrency 1');
      seen.add(statusesOf(operator).join(', ').replaceAll('/registered', ''));
      if (ran.code !== 0) expectFailure(ran);
      if (requestsTo(operator).length === 0) expect(everything(operator)).toEqual(before);
      expectIntact(operator);

      await recover(operator);
      expect(ringsOf(operator)).toEqual(onceEach(2));
      expect(requestsTo(operator)).toHaveLength(2);
      expect(brokenPromises(operator)).toEqual([]);
      expect(statusesOf(operator)).toEqual(['COMPLETED/registered', 'COMPLETED/registered']);
    }
    // Each write was once the first to fail: the claim of the first call, its result, and both of the second. SQLite writes whole
    // pages, so not every size is one of these.
    for (const statuses of [
      'PENDING, PENDING',
      'IN_PROGRESS/placing, PENDING',
      'COMPLETED, PENDING',
      'COMPLETED, IN_PROGRESS/placing',
    ])
      expect(seen).toContain(statuses);
  });

  it('at any write of a run with concurrent calls: those that share a write fail together, and no phone rings twice', async () => {
    const unplaced = new Set<number>();
    for (const kib of sizes) {
      const operator = await openWithDue(9);
      const ran = await onFullDisk(operator, kib, 'process-due --concurrency 3');
      if (ran.code !== 0) {
        expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(couldNotWrite) });
      }
      expectIntact(operator);
      const before = statusesOf(operator);
      unplaced.add(before.filter((status) => status !== 'COMPLETED/registered').length);
      // Calls that were not claimed were not sent to Retell.
      expect(requestsTo(operator)).toHaveLength(before.filter((status) => status !== 'PENDING').length);

      await recover(operator);
      expect(ringsOf(operator)).toEqual(onceEach(9));
      expect(requestsTo(operator)).toHaveLength(9);
      expect(brokenPromises(operator)).toEqual([]);
      expect(statusesOf(operator)).toEqual(Array.from({ length: 9 }, () => 'COMPLETED/registered'));
    }
    expect(unplaced.size).toBeGreaterThan(2);
  });

  it.each([
    { what: 'found', fault: lostResponse, after: 20, requests: [1] },
    { what: 'sent again', fault: neverArrived, after: 125, requests: [1, 2] },
  ])('at any write while an unconfirmed call is $what: it rings once', async ({ fault, after, requests }) => {
    const seen = new Set<string>();
    const sent = new Set<number>();
    for (const kib of sizes.slice(0, 5)) {
      const operator = await openWithDue(1);
      strike(operator, 1, fault);
      await operator.voicebot(['process-due']);
      operator.clock.advance(after);
      const ran = await onFullDisk(operator, kib, 'process-due');
      if (ran.code !== 0) expectFailure(ran);
      expectIntact(operator);
      seen.add(statusesOf(operator).join().split('/')[0] ?? '');
      if (ran.code !== 0) sent.add(requestsTo(operator).length);
      await recover(operator);
      expect(ringsOf(operator)).toEqual(onceEach(1));
      expect(brokenPromises(operator)).toEqual([]);
      expect(statusesOf(operator).join()).toMatch(/^COMPLETED/);
    }
    expect([...seen]).toEqual(['IN_PROGRESS', 'COMPLETED']);
    expect([...sent]).toEqual(requests);
  });

  it('during an immediate call: never says to try again if the phone would ring twice', async () => {
    const seen = new Set<string>();
    for (const kib of sizes.slice(0, 5)) {
      const operator = await openWithContacts(1);
      const ran = await onFullDisk(operator, kib, 'call 1 --yes');
      const rang = requestsTo(operator).length;
      expectIntact(operator);
      if (ran.code !== 0)
        expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(couldNotWrite) });
      if (ran.code !== 0 && rang === 1) {
        expect(ran.stderr).toMatch(/The phone may ring.*\nDo not call again until/);
        expect(await operator.voicebot(['call', '1', '--yes'])).toMatchObject({ code: 5 });
      }
      seen.add(`exit ${ran.code}, ${rang} requests`);
      await recover(operator);
      expect(ringsOf(operator)).toEqual(rang === 1 ? onceEach(1) : {});
      expect(operator.rows('select id from calls')).toHaveLength(rang);
      expect(brokenPromises(operator)).toEqual([]);
    }
    expect([...seen]).toEqual(['exit 1, 0 requests', 'exit 1, 1 requests', 'exit 0, 1 requests']);
  });
});
