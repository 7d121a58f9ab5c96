import { describe, expect, it } from 'vitest';
import {
  onceEach,
  openWithContacts,
  openWithDue,
  requestsTo,
  ringsOf,
} from '../operations/calling/due-calls.ts';
import { type Operator, openOperator, type Ran } from '../support/operator.ts';
import { everything } from '../support/people.ts';
import { brokenPromises, lostAnswer, neverArrived, recover, standings, strike } from './crashing.ts';

/**
 * Runs the program where no file can grow beyond so many KiB: what it writes first still fits, and then nothing does.
 * SQLite's log begins anew with each process, so that by degrees every write becomes the first that fails. Any user of
 * any machine may do that, as nobody may with a full disk of one's own.
 */
function onFullDisk(operator: Operator, kib: number, line: string): Promise<Ran> {
  return operator.shell(`ulimit -f ${kib}; exec voicebot ${line}`);
}

const couldNotWrite = /could not be written \(SQLITE_(FULL|IOERR\w*)\)/;

function expectFailure({ code, stderr }: Ran): void {
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(couldNotWrite) });
  expect(stderr).toContain('Is the disk full?');
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
}

function expectWhole(operator: Operator): void {
  expect(operator.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(operator.rows('pragma foreign_key_check')).toEqual([]);
}

/** From too small for anything to large enough for all of a run. */
const sizes = [28, 48, 68, 88, 108, 128, 148, 168];

describe('a disk that becomes full', () => {
  it('during an import: whole batches are in, and once there is room the same import brings the rest', async () => {
    const people = Array.from({ length: 2000 }, (_, n) => `P${n},+61491${570_000 + n}`);
    const left = new Set<unknown>();
    for (const kib of [48, 200, 3200]) {
      const operator = await openOperator();
      await operator.voicebot(['contacts', 'list']);
      const file = operator.file('people.csv', ['Name,Phone', ...people].join('\n'));
      const ran = await onFullDisk(operator, kib, `contacts import ${file} --quiet`);
      const [row] = operator.rows('select count(*) as n from contacts');
      left.add(row?.['n']);
      if (row?.['n'] !== 2000) expectFailure(ran);
      if (row?.['n'] === 1000) expect(ran.stderr).toContain('Rows up to line 1001 were imported');
      expectWhole(operator);
      await operator.voicebot(['contacts', 'import', file]);
      expect(operator.rows('select count(*) as n from contacts')).toEqual([{ n: 2000 }]);
    }
    expect([...left].sort()).toEqual([0, 1000, 2000]);
  });

  it('while calls are scheduled or cancelled: nothing has changed', async () => {
    const operator = await openWithDue(200);
    const before = everything(operator);
    const schedule = 'schedule 1-200 --at +1h --yes --quiet';
    for (const kib of [32, 44]) expectFailure(await onFullDisk(operator, kib, schedule));
    expectFailure(await onFullDisk(operator, 32, 'scheduled cancel 1-200 --yes'));
    expectWhole(operator);
    expect(everything(operator)).toEqual(before);
  });

  it('at any write of a run: what rang is found, the rest is placed, and nothing rings twice', async () => {
    const seen = new Set<string>();
    for (const kib of sizes) {
      const operator = await openWithDue(2);
      const before = everything(operator);
      const ran = await onFullDisk(operator, kib, 'process-due --concurrency 1');
      seen.add(standings(operator).join(', ').replaceAll('/registered', ''));
      if (ran.code !== 0) expectFailure(ran);
      if (requestsTo(operator).length === 0) expect(everything(operator)).toEqual(before);
      expectWhole(operator);

      await recover(operator);
      expect(ringsOf(operator)).toEqual(onceEach(2));
      expect(requestsTo(operator)).toHaveLength(2);
      expect(brokenPromises(operator)).toEqual([]);
      expect(standings(operator)).toEqual(['COMPLETED/registered', 'COMPLETED/registered']);
    }
    // Each write was once the first that failed: the claim of the first call, its record, and both of the second. How much the disk
    // still takes goes by pages, so a size may be between two of them.
    for (const stage of [
      'PENDING, PENDING',
      'IN_PROGRESS/placing, PENDING',
      'COMPLETED, PENDING',
      'COMPLETED, IN_PROGRESS/placing',
    ])
      expect(seen).toContain(stage);
  });

  it('at any write of a run of several at once: what shares a write is lost with it, and nothing rings twice', async () => {
    const unplaced = new Set<number>();
    for (const kib of sizes) {
      const operator = await openWithDue(9);
      const ran = await onFullDisk(operator, kib, 'process-due --concurrency 3');
      if (ran.code !== 0) {
        expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(couldNotWrite) });
      }
      expectWhole(operator);
      const before = standings(operator);
      unplaced.add(before.filter((standing) => standing !== 'COMPLETED/registered').length);
      // Who was not claimed was not phoned.
      expect(requestsTo(operator)).toHaveLength(before.filter((standing) => standing !== 'PENDING').length);

      await recover(operator);
      expect(ringsOf(operator)).toEqual(onceEach(9));
      expect(requestsTo(operator)).toHaveLength(9);
      expect(brokenPromises(operator)).toEqual([]);
      expect(standings(operator)).toEqual(Array.from({ length: 9 }, () => 'COMPLETED/registered'));
    }
    expect(unplaced.size).toBeGreaterThan(2);
  });

  it.each([
    { what: 'found', fault: lostAnswer, after: 20, requests: [1] },
    { what: 'sent again', fault: neverArrived, after: 125, requests: [1, 2] },
  ])(
    'at any write while a call of unknown fate is $what: it rings once',
    async ({ fault, after, requests }) => {
      const seen = new Set<string>();
      const sent = new Set<number>();
      for (const kib of sizes.slice(0, 5)) {
        const operator = await openWithDue(1);
        strike(operator, 1, fault);
        await operator.voicebot(['process-due']);
        operator.clock.advance(after);
        const ran = await onFullDisk(operator, kib, 'process-due');
        if (ran.code !== 0) expectFailure(ran);
        expectWhole(operator);
        seen.add(standings(operator).join().split('/')[0] ?? '');
        if (ran.code !== 0) sent.add(requestsTo(operator).length);
        await recover(operator);
        expect(ringsOf(operator)).toEqual(onceEach(1));
        expect(brokenPromises(operator)).toEqual([]);
        expect(standings(operator).join()).toMatch(/^COMPLETED/);
      }
      expect([...seen]).toEqual(['IN_PROGRESS', 'COMPLETED']);
      expect([...sent]).toEqual(requests);
    },
  );

  it('while somebody is phoned at once: nobody is told to try again who would ring twice', async () => {
    const seen = new Set<string>();
    for (const kib of sizes.slice(0, 4)) {
      const operator = await openWithContacts(1);
      const ran = await onFullDisk(operator, kib, 'call 1 --yes');
      const rang = requestsTo(operator).length;
      expectWhole(operator);
      if (ran.code !== 0)
        expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(couldNotWrite) });
      if (ran.code !== 0 && rang === 1) {
        expect(ran.stderr).toMatch(/The phone may ring.*\nDo not call again until/);
        expect(await operator.voicebot(['call', '1', '--no-input'])).toMatchObject({ code: 2 });
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
