import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, it, onTestFinished } from 'vitest';
import { launchAgent } from '../../src/cli/service/launchd.ts';
import { systemdUnit } from '../../src/cli/service/systemd.ts';
import { openOperator } from '../support/operator.ts';
import { objectAt } from '../support/people.ts';

const hostile = {
  profile: 'acme',
  variables: [{ name: 'VOICEBOT_LOCALE', text: '50% "off" \\ $HOME <&>' }],
  words: [process.execPath, `/opt/O'Brien's "50%" \\ $calls/voicebot.js`, '--profile', 'acme', 'watch'],
};

/** Returns what the elements of a property list say, in order. @throws Error if it is not XML */
function textsIn(xml: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  let text = '';
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'key' || name === 'string' || name === 'integer') texts.push(text);
  });
  parser.write(xml).close();
  return texts;
}

describe('the file of a service', () => {
  it('for systemd doubles what begins a specifier or a variable, and restarts without end', () => {
    const lines = systemdUnit(hostile).split('\n');
    expect(lines).toContain('Environment="VOICEBOT_LOCALE=50%% \\"off\\" \\\\ $HOME <&>"');
    expect(lines.find((line) => line.startsWith('ExecStart='))).toBe(
      `ExecStart=${process.execPath} "/opt/O'Brien's \\"50%%\\" \\\\ $$calls/voicebot.js" --profile acme watch`,
    );
    expect(lines).toEqual(expect.arrayContaining(['Restart=always', 'StartLimitIntervalSec=0']));
  });

  it.runIf(spawnSync('systemd-analyze', ['--version']).status === 0)('passes systemd-analyze verify', () => {
    const folder = mkdtempSync(join(tmpdir(), 'voicebot-unit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'voicebot-acme.service');
    writeFileSync(
      path,
      systemdUnit({ ...hostile, variables: [...hostile.variables, { name: 'A', text: '' }] }),
    );
    const { stdout, stderr } = spawnSync('systemd-analyze', ['--user', 'verify', path], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], XDG_RUNTIME_DIR: folder, HOME: folder },
    });
    // Of other units on this machine it may complain.
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('voicebot'))).toEqual([]);
  });

  it('for launchd is XML that says what was meant', () => {
    const texts = textsIn(launchAgent({ name: 'voicebot.acme', ...hostile }));
    expect(texts).toEqual([
      ...['Label', 'voicebot.acme', 'ProgramArguments', ...hostile.words],
      ...['EnvironmentVariables', 'VOICEBOT_LOCALE', '50% "off" \\ $HOME <&>'],
      ...['RunAtLoad', 'KeepAlive', 'ThrottleInterval', '15', 'ExitTimeOut', '90', 'Umask', '63'],
    ]);
  });

  it('cannot have a line break', () => {
    for (const write of [systemdUnit, () => launchAgent({ name: 'x', ...hostile, words: ['a\nb'] })])
      expect(() => write({ ...hostile, words: ['a\nb'] })).toThrow('line break');
  });
});

it('voicebot service comes and goes, holds no secret, and is known to work by what watch notes', async () => {
  const operator = await openOperator();
  const voicebot = (...words: string[]) => operator.voicebot(words);
  expect(await voicebot('service', 'install')).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/Started as a service would.*RETELL_API_KEY of your environment/s),
  });
  operator.file('.config/voicebot/default/.env', 'RETELL_API_KEY=key_of_the_test_account\n');
  const path = join(operator.home, '.config/systemd/user/voicebot-default.service');
  expect(await voicebot('service', 'install', '--dry-run')).toMatchObject({ code: 0 });
  expect(existsSync(path)).toBe(false);
  expect(await voicebot('service', 'status')).toMatchObject({ code: 1 });
  expect(await voicebot('service', 'install')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('systemctl --user enable --now voicebot-default.service'),
  });
  expect(readFileSync(path, 'utf8')).not.toContain('key_of');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await operator.json(['service', 'install'])).toMatchObject({ changed: false, wouldChange: false });
  expect(await voicebot('service', 'show')).toMatchObject({
    stdout: expect.stringContaining('Restart=always'),
  });

  expect(await voicebot('service', 'status')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/is to place due calls\. No run has come yet/),
  });
  const watching = operator.start(['watch', '--plain']);
  await expect.poll(() => existsSync(`${operator.database}-last-run`), { timeout: 20_000 }).toBe(true);
  watching.process.kill('SIGTERM');
  expect(await watching.ended).toMatchObject({ code: 143 });
  const status = await operator.voicebot(['service', 'status', '--json']);
  expect(status.code).toBe(0);
  expect(Object.keys(objectAt(status.json))).toEqual([
    ...['installed', 'isCurrent', 'manager', 'path', 'state', 'lastRun', 'checks'],
  ]);
  expect(status.json).toMatchObject({ isCurrent: true, lastRun: { command: 'watch', lastWork: null } });

  // As where there is a systemd to ask: what was stopped has run a moment ago.
  const systemctl = operator.file('.bin/systemctl', '#!/bin/sh\necho "$STATE"\n');
  chmodSync(systemctl, 0o755);
  const PATH = `${dirname(systemctl)}:${process.env['PATH']}`;
  const statusIn = (STATE: string) => operator.voicebot(['service', 'status'], { env: { PATH, STATE } });
  expect(await statusIn('activating')).toMatchObject({ code: 0 });
  expect(await statusIn('inactive')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /it is inactive\.\n.*systemctl --user enable --now voicebot-default\.service/,
    ),
  });

  expect(await voicebot('service', 'remove')).toMatchObject({ code: 2 });
  expect(await voicebot('service', 'remove', '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /--user stop voicebot-default\.service\n.*--user disable voicebot-default\.service/,
    ),
  });
  expect(existsSync(path)).toBe(false);
  expect(await voicebot('service', 'remove', '--yes')).toMatchObject({ code: 0 });
});
