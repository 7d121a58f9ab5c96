import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type ClaimOwner,
  isCertainlyGone,
  ownerText,
  thisProcess,
} from '../../../../../src/store/sqlite/calls/claims/claim-owner.ts';
import { until } from '../../../../operations/calling/due-calls.ts';

const here = thisProcess();

/** Returns state and start of a process, as the kernel reports them; undefined once it is gone. */
function statOf(pid: number): { state: string | undefined; start: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], start: fields[19] };
  } catch {
    return undefined;
  }
}

function asOwner(pid: number): ClaimOwner {
  return { ...here, pid, start: statOf(pid)?.start ?? '' };
}

function run(command: string, ...args: string[]): { child: ChildProcess; pid: number } {
  const child = spawn(command, args);
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error(`${command} did not start`);
  return { child, pid: child.pid };
}

describe('an owner that cannot be known to be gone', () => {
  it.each([
    ['this process', ownerText(here)],
    ['another host', ownerText({ ...here, host: 'elsewhere', boot: 'other', pid: 1, start: '1' })],
    ['a system that does not report its boot', ownerText({ ...here, boot: '', start: '1' })],
    ['a system that does not report when processes started', ownerText({ ...here, start: '' })],
    ['empty text', ''],
    ['other text', 'rubbish'],
    ['an invalid process id', [here.host, here.boot, 'x', '1'].join('/')],
  ])('%s', (_, text) => {
    expect(isCertainlyGone(text, here)).toBe(false);
  });

  it('any other owner, if this system does not report its own boot', () => {
    const gone = ownerText({ ...here, boot: 'another boot', start: '1' });
    expect(isCertainlyGone(gone, { ...here, boot: '' })).toBe(false);
  });
});

// Only /proc tells when a process started.
describe.runIf(process.platform === 'linux')('an owner on this machine', () => {
  it('is not gone while it runs, even with the suffix that a claim adds', () => {
    const { pid } = run('sleep', '60');
    expect(isCertainlyGone(`${ownerText(asOwner(pid))}/17`, here)).toBe(false);
  });

  it('is gone once it was killed', async () => {
    const { child, pid } = run('sleep', '60');
    const text = ownerText(asOwner(pid));
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(isCertainlyGone(`${text}/1`, here)).toBe(true);
  });

  it('is gone once it has ended, even if its parent has not collected it', async () => {
    // `exec` replaces the parent with a program that does not collect its children.
    const { child } = run('sh', '-c', 'sleep 0.1 & echo $!; exec sleep 60');
    if (!child.stdout) throw new Error('no output');
    const [line]: unknown[] = await once(child.stdout, 'data');
    const owner = asOwner(Number(String(line)));
    expect(owner.start).not.toBe('');
    await until(() => statOf(owner.pid)?.state === 'Z', 'the process has ended');
    expect(isCertainlyGone(ownerText(owner), here)).toBe(true);
  });

  it('is gone after the machine has restarted, even if the process id is in use again', () => {
    expect(isCertainlyGone(ownerText({ ...here, boot: 'an earlier boot' }), here)).toBe(true);
  });

  it('is gone if another process has its id now', () => {
    expect(isCertainlyGone(ownerText({ ...here, start: String(Number(here.start) - 1) }), here)).toBe(true);
  });
});
