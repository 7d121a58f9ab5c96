import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isCronRunning } from '../../../src/cli/cron/daemon.ts';
import { isSameJob, programsOf } from '../../../src/cli/cron/entry.ts';

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-cron-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a line of the crontab', () => {
  const line = (script: string, log = '/var/log/a') =>
    `* * * * * HOME='/home/a b' TZ=UTC /usr/bin/node ${script} --profile default process-due --log ${log}`;

  it('is the same job if it names the script by a link', () => {
    const folder = openFolder();
    const [script, link, other] = ['voicebot.js', 'voicebot', 'other.js'].map((name) => join(folder, name));
    writeFileSync(String(script), '');
    writeFileSync(String(other), '');
    symlinkSync(String(script), String(link));
    expect(programsOf(line(String(link)))).toEqual(['/usr/bin/node', link]);
    const rows = [
      [line(String(link)), true],
      [line(`'${link}'`), true],
      [line(String(other)), false],
      [line(join(folder, 'gone.js')), false],
      [line(String(link), '/var/log/b'), false],
      [line(String(link)).replace('TZ=UTC ', ''), false],
      [`${line(String(link))} -q`, false],
    ] as const;
    for (const [installed, isSame] of rows)
      expect({ installed, isSame: isSameJob(installed, line(String(script))) }).toEqual({
        installed,
        isSame,
      });
  });
});

describe('the cron daemon', () => {
  /** Returns a folder as `/proc` shows processes. */
  function processes(...names: (readonly [comm: string, cmdline: string])[]): string {
    const folder = openFolder();
    for (const [index, [comm, cmdline]] of names.entries()) {
      mkdirSync(join(folder, String(index + 1)));
      writeFileSync(join(folder, String(index + 1), 'comm'), `${comm}\n`);
      writeFileSync(join(folder, String(index + 1), 'cmdline'), cmdline);
    }
    mkdirSync(join(folder, 'sys'));
    return folder;
  }
  const init = ['systemd', '/sbin/init'] as const;

  it.each([
    ['Debian’s', ['cron', '/usr/sbin/cron\0-f\0'] as const, true],
    ['cronie', ['crond', '/usr/sbin/crond\0-n\0'] as const, true],
    ['BusyBox’s', ['busybox', 'busybox\0crond\0-f\0'] as const, true],
    ['another program of BusyBox', ['busybox', 'busybox\0sh\0'] as const, false],
    ['a shell that runs crontab', ['sh', 'sh\0-c\0crontab -l\0'] as const, false],
  ])('is found, or not: %s', (_, process, isRunning) => {
    expect(isCronRunning(processes(init, process), 'linux')).toBe(isRunning);
  });

  it('is not said to be missing where that cannot be known', () => {
    const hidden = openFolder();
    mkdirSync(join(hidden, '4711'));
    expect(isCronRunning(hidden, 'linux')).toBeUndefined();
    expect(isCronRunning(join(hidden, 'nowhere'), 'linux')).toBeUndefined();
    expect(isCronRunning(processes(init), 'darwin')).toBeUndefined();
  });
});
