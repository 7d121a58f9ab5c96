import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type ClaimOwner,
  isCertainlyGone,
  ownerText,
  thisProcess,
} from '../../../../src/store/sqlite/calls/claim-owner.ts';
import { until } from '../../../operations/calling/due-calls.ts';

const here = thisProcess();

/** State and start of a process, as the kernel tells them; undefined once there is none. */
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

function run(command: string, ...words: string[]): { child: ChildProcess; pid: number } {
  const child = spawn(command, words);
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.pid === undefined) throw new Error(`${command} did not start`);
  return { child, pid: child.pid };
}

describe('an owner that nobody can know to be gone', () => {
  it.each([
    ['this very process', ownerText(here)],
    ['another host', ownerText({ ...here, host: 'elsewhere', boot: 'other', pid: 1, start: '1' })],
    ['a system that does not tell its boot', ownerText({ ...here, boot: '', start: '1' })],
    ['a system that does not tell starts', ownerText({ ...here, start: '' })],
    ['nothing', ''],
    ['something else', 'rubbish'],
    ['a process id that is none', [here.host, here.boot, 'x', '1'].join('/')],
  ])('%s', (_, text) => {
    expect(isCertainlyGone(text, here)).toBe(false);
  });

  it('is every other where this system does not tell its own boot', () => {
    const gone = ownerText({ ...here, boot: 'another boot', start: '1' });
    expect(isCertainlyGone(gone, { ...here, boot: '' })).toBe(false);
  });
});

// The kernel tells when a process started only where there is /proc.
describe.runIf(process.platform === 'linux')('an owner on this machine', () => {
  it('is not gone while it lives, with what a claim adds to its name', () => {
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

  it('is gone once it has ended, though its parent has not asked how', async () => {
    // `exec` puts a program in the parent's place that asks after nobody.
    const { child } = run('sh', '-c', 'sleep 0.1 & echo $!; exec sleep 60');
    if (!child.stdout) throw new Error('no output');
    const [line]: unknown[] = await once(child.stdout, 'data');
    const owner = asOwner(Number(String(line)));
    expect(owner.start).not.toBe('');
    await until(() => statOf(owner.pid)?.state === 'Z', 'the process has ended');
    expect(isCertainlyGone(ownerText(owner), here)).toBe(true);
  });

  it('is gone after the machine has started anew, even if the number lives', () => {
    expect(isCertainlyGone(ownerText({ ...here, boot: 'an earlier boot' }), here)).toBe(true);
  });

  it('is gone where another process has its number now', () => {
    expect(isCertainlyGone(ownerText({ ...here, start: String(Number(here.start) - 1) }), here)).toBe(true);
  });
});
