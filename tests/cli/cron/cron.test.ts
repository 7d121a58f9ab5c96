import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isCronRunning } from '../../../src/cli/cron/daemon.ts';
import { type FakeCrontab, fakeCrontab } from '../../support/fake-crontab.ts';
import { type Operator, openOperator, program } from '../../support/operator.ts';
import { listAt, objectAt } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

const own = Buffer.from('MAILTO=ada@example.com\n# caf\xe9, 5 Uhr\n0 5 * * *\tbackup 100\\%\n\n', 'latin1');

/** Opens an operator with a crontab program, and whose key is in the profile's file. */
async function openWithCrontab(profile = 'default'): Promise<{ operator: Operator; cron: FakeCrontab }> {
  const operator = await openOperator();
  operator.file(`.config/voicebot/${profile}/.env`, 'RETELL_API_KEY=key_of_the_test_account\n');
  return { operator, cron: fakeCrontab(operator) };
}

/** Returns the commands of the jobs in a crontab, as cron hands them to the shell. */
function commandsIn(crontab: Buffer | undefined): string[] {
  const lines = (crontab?.toString('utf8') ?? '').split('\n');
  return lines
    .filter((line) => line.includes('process-due'))
    .map((line) => line.replace('* * * * * ', '').replaceAll('\\%', '%'));
}

/** Runs a command as cron does: by a shell, with next to nothing in its environment, and the time of the test. */
async function asCron(operator: Operator, command: string) {
  const env = { PATH: '/usr/bin:/bin', VOICEBOT_NOW: operator.clock.now().toISOString() };
  return promisify(execFile)('/bin/sh', ['-c', command], { env, cwd: '/' });
}

describe('voicebot cron', () => {
  it('comes into a crontab and goes without a trace, for two profiles side by side', async () => {
    const { operator, cron } = await openWithCrontab();
    const { env } = cron;
    const voicebot = (...words: string[]) => operator.voicebot(words, { env });
    operator.file('.config/voicebot/acme/.env', 'RETELL_API_KEY=key_of_another\n');
    await voicebot('--profile', 'acme', 'contacts', 'add', '--phone', '0491570006');
    cron.write(own);

    expect(await voicebot('cron', 'install', '--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('  * * * * * '),
    });
    expect(cron.read()).toEqual(own);

    const installed = await voicebot('cron', 'install');
    expect(installed).toMatchObject({ code: 0 });
    expect(/Cron itself is not running/.test(installed.stdout)).toBe(isCronRunning() === false);
    const one = cron.read();
    expect(one?.subarray(0, own.length)).toEqual(own);
    expect(await voicebot('cron', 'install')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Already installed'),
    });
    expect(cron.read()).toEqual(one);

    expect(await voicebot('--profile', 'acme', 'cron', 'install')).toMatchObject({ code: 0 });
    const commands = commandsIn(cron.read());
    expect(commands).toHaveLength(2);
    expect(commands[1]).toContain(' --profile acme process-due ');
    for (const command of commands) expect(command).toContain(`${process.execPath} ${program} `);
    expect(String(cron.read())).not.toContain('key_of');
    // A rehearsal asks Retell nothing.
    expect(operator.simulator.requests()).toEqual([]);

    expect(await voicebot('cron', 'remove')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('needs --yes'),
    });
    expect(await voicebot('cron', 'remove', '--dry-run')).toMatchObject({ code: 0 });
    expect(commandsIn(cron.read())).toHaveLength(2);
    const removed = await operator.json(['cron', 'remove', '--yes'], { env });
    expect(Object.keys(objectAt(removed))).toEqual(['success', 'changed', 'wouldChange', 'backup']);
    expect(readFileSync(String(objectAt(removed)['backup'])).subarray(0, own.length)).toEqual(own);
    expect(commandsIn(cron.read())).toEqual([commands[1]]);
    // Also if the profile was removed first.
    await voicebot('profiles', 'remove', 'acme', '--yes');
    await voicebot('--profile', 'acme', 'cron', 'remove', '--yes');
    expect(cron.read()).toEqual(own);
    expect(await voicebot('cron', 'remove', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing to remove'),
    });
    expect(await operator.json(['cron', 'show'], { env })).toEqual({
      installed: false,
      lines: [],
      wouldInstall: `* * * * * ${commands[0]?.replaceAll('%', '\\%')}`,
    });
  });

  it('leaves no crontab where there was none', async () => {
    const { operator, cron } = await openWithCrontab();
    await operator.voicebot(['cron', 'install'], cron);
    expect(cron.read()).toBeDefined();
    await operator.voicebot(['cron', 'remove', '--yes'], cron);
    expect(cron.read()).toBeUndefined();
  });

  it('places calls from paths with spaces, % and quotes', async () => {
    const { operator, cron } = await openWithCrontab();
    const folder = join(operator.home, `50% of O'Brien's "calls" $HOME`);
    mkdirSync(folder);
    const script = join(folder, 'voicebot.js');
    symlinkSync(program, script);
    const database = join(folder, 'my calls.db');
    const run = (...words: string[]) =>
      promisify(execFile)(process.execPath, [script, '--db', database, ...words], {
        env: { ...operator.launch().env, ...cron.env },
      });
    await run('contacts', 'add', '--phone', '0491570006');
    await run('schedule', '1', '--at', '+1m');
    await run('cron', 'install');
    operator.clock.advance(61);
    const [command = ''] = commandsIn(cron.read());
    expect(await asCron(operator, command)).toEqual({ stdout: '', stderr: '' });
    expect(operator.simulator.rings()).toHaveLength(1);
    expect(readFileSync(join(folder, 'my calls.log'), 'utf8')).toMatch(/^--- .*\n.*placed, call_/);
    const status = JSON.parse((await run('cron', 'status', '--json')).stdout);
    expect(status).toMatchObject({
      isCurrent: true,
      lastRun: { lastWork: { processed: 1, succeeded: 1, failed: 0, problem: null } },
    });
    // The same program, started without the link.
    const direct = await operator.voicebot(['--db', database, 'cron', 'status'], { env: cron.env });
    expect(direct.stdout).not.toContain('another installation');
  });

  it.each([
    ['a machine without cron', undefined, 4, /no crontab program.*apt install cron/s],
    [
      'a user who may not use it',
      'echo "You (ada) are not allowed to use this program (crontab)" >&2; exit 1',
      1,
      /'crontab -l' failed: You \(ada\) are not allowed.*cron\.allow/s,
    ],
    [
      'a crontab that cannot be read',
      'echo "crontab: cannot open spool: Input/output error" >&2; exit 1',
      1,
      /Input\/output error.*not changed/s,
    ],
    [
      'a crontab that cannot be written',
      '[ "$1" = -l ] && exit 0; echo "disk full" >&2; exit 1',
      1,
      /'crontab -' failed: disk full/,
    ],
    ['one that forgets it', 'cat >/dev/null </dev/null; exit 0', 1, /accepted the new crontab, but shows/],
  ])('says so on %s', async (_, text, code, says) => {
    const { operator, cron } = await openWithCrontab();
    if (text === undefined) cron.env.PATH = join(operator.home, 'nothing');
    else cron.replaceProgram(`#!/bin/sh\n${text}\n`);
    const ran = await operator.voicebot(['cron', 'install'], cron);
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code, stderr: expect.stringMatching(says) });
  });

  it('is not installed if it would fail under cron, and says why', async () => {
    const operator = await openOperator();
    const cron = fakeCrontab(operator);
    cron.write(own);
    const noKey = await operator.voicebot(['cron', 'install'], cron);
    expect(noKey).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(
        /Started as cron would.*RETELL_API_KEY of your environment.*voicebot init/s,
      ),
    });
    operator.file('.config/voicebot/default/.env', 'RETELL_API_KEY=key_1234\nVOICEBOT_RETRY_DELAY=soon\n');
    const env = { ...cron.env, VOICEBOT_RETRY_DELAY: '1m' };
    expect(await operator.voicebot(['cron', 'install'], { env })).toMatchObject({ code: 0 });
    const wrong = await operator.voicebot(['cron', 'install'], cron);
    expect(wrong).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('VOICEBOT_RETRY_DELAY is "soon"'),
    });
    cron.write(Buffer.concat([Buffer.from('SHELL=/nowhere/sh\n'), own]));
    operator.file('.config/voicebot/default/.env', 'RETELL_API_KEY=key_1234\n');
    expect(await operator.voicebot(['cron', 'install'], cron)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('/nowhere/sh'),
    });
    expect(commandsIn(cron.read())).toEqual([]);
  });

  it('does not touch markers that a person has changed', async () => {
    const { operator, cron } = await openWithCrontab();
    cron.write('# >>> voicebot cron: default >>>\n0 5 * * * backup\n');
    for (const words of [['install'], ['remove', '--yes'], ['show']]) {
      const ran = await operator.voicebot(['cron', ...words], cron);
      expect(ran).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/Line 1 of your crontab.*crontab -e/s),
      });
    }
    expect(String(cron.read())).toBe('# >>> voicebot cron: default >>>\n0 5 * * * backup\n');
  });

  it('tells of a password that is not written, of missing mail, and of another line', async () => {
    const { operator, cron } = await openWithCrontab();
    cron.write('MAILTO=""\n* * * * * voicebot process-due\n');
    const env = {
      ...cron.env,
      RETELL_BASE_URL: 'https://gateway.invalid',
      HTTPS_PROXY: 'http://ada:swordfish9@proxy:8080',
      VOICEBOT_NOW: undefined,
    };
    const ran = await operator.voicebot(['cron', 'install'], { env });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/! HTTPS_PROXY contains a password.*crontab -e: HTTPS_PROXY=…/);
    expect(ran.stdout).toMatch(/! MAILTO is empty.*Failures are in .*voicebot\.log/);
    expect(ran.stdout).toMatch(/! Your crontab has another line .*: \* \* \* \* \* voicebot process-due/);
    expect(ran.stdout + ran.stderr + String(cron.read())).not.toContain('swordfish9');
  });
});

describe('a run that cron starts', () => {
  it('writes nothing into the database if nothing is due, and is known to status and doctor', async () => {
    const { operator, cron } = await openWithCrontab();
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006']);
    const status = () => operator.voicebot(['cron', 'status', '--json'], cron);
    const runsIn = async () => {
      const checks = listAt(await operator.json(['doctor'], cron), 'checks');
      return checks.find(({ name }) => name === 'runs');
    };
    expect(await status()).toMatchObject({ code: 1, json: { installed: false, lastRun: null } });
    expect(await runsIn()).toMatchObject({
      status: 'warning',
      hint: expect.stringContaining('cron install'),
    });
    await operator.voicebot(['cron', 'install'], cron);
    expect(await status()).toMatchObject({ code: 1, json: { installed: true, lastRun: null } });
    expect(await runsIn()).toMatchObject({ status: 'warning', hint: expect.stringContaining('cron itself') });

    const folder = dirname(operator.database);
    const before = readFileSync(operator.database);
    const changedAt = statSync(operator.database).mtimeMs;
    const [command = ''] = commandsIn(cron.read());
    expect(await asCron(operator, command)).toEqual({ stdout: '', stderr: '' });
    expect(readFileSync(operator.database)).toEqual(before);
    expect(statSync(operator.database).mtimeMs).toBe(changedAt);
    expect(readdirSync(folder).filter((name) => !name.startsWith('crontab-'))).toEqual([
      'voicebot.db',
      'voicebot.db-last-run',
    ]);
    expect(await status()).toMatchObject({
      code: 0,
      json: {
        installed: true,
        isCurrent: true,
        lastRun: {
          at: expect.stringMatching(/^2026-03-01T22:00:\d\d\.\d{3}Z$/),
          command: 'process-due',
          node: process.execPath,
          script: program,
          nodeVersion: process.version,
          environment: { HOME: operator.home, PATH: '/usr/bin:/bin' },
          lastWork: null,
        },
      },
    });
    expect(await runsIn()).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('nothing was due'),
    });
    expect(Object.keys(objectAt((await status()).json))).toEqual([
      ...['installed', 'isCurrent', 'line', 'lastRun', 'log', 'logBytes', 'checks', 'notes'],
    ]);
    operator.clock.advance(600);
    expect(await status()).toMatchObject({ code: 1 });
    expect(await runsIn()).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('10 min ago'),
    });
  });

  it('is missed when a person schedules a call that nothing would place', async () => {
    const { operator, cron } = await openWithCrontab();
    const env = { ...cron.env, VOICEBOT_NOW: undefined };
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006'], { env });
    const scheduled = async () => {
      const words = ['schedule', '1', '--at', '+1h', '--if-scheduled', 'again', '--from', '+61255501234'];
      const screen = openScreen(operator, [...words, '--agent', 'agent_demo', '--yes'], { env });
      expect(await screen.ended).toBe(0);
      return screen.whole();
    };
    expect(await scheduled()).toMatch(
      /! Nothing places due calls: neither cron nor watch[\s\S]*voicebot cron install/,
    );
    await operator.voicebot(['cron', 'install'], { env });
    expect(await scheduled()).toMatch(/! Cron is to place due calls every minute. No run has come yet/);
    await operator.voicebot(['process-due'], { env });
    expect(await scheduled()).not.toMatch(/place.? due calls/);
  });

  it('prints failures alone, so that cron mails only those, and logs the rest too', async () => {
    const { operator, cron } = await openWithCrontab();
    // The second number is one that the simulator refuses.
    operator.file('list.csv', 'Name,Phone\nAda,0491570006\nLinus,0491570110\n');
    await operator.voicebot(['contacts', 'import', 'list.csv']);
    await operator.voicebot(['schedule', '1-2', '--at', '+1m', '--every', '0s', '--max-attempts', '1']);
    await operator.voicebot(['cron', 'install'], cron);
    operator.clock.advance(61);
    const [command = ''] = commandsIn(cron.read());
    const ran = await asCron(operator, command).catch((error: unknown) => error);
    expect(ran).toMatchObject({ code: 6, stdout: expect.stringMatching(/^\S+ {2}✗ #2 {2}Linus.*\n$/) });
    const log = join(dirname(operator.database), 'voicebot.log');
    expect(readFileSync(log, 'utf8')).toMatch(
      /^--- \S+Z process \d+\n.*(?:Ada.*placed.*\n.*Linus.*refused|Linus.*refused.*\n.*Ada.*placed).*\n.*1 succeeded, 1 failed\n$/,
    );
    const status = await operator.voicebot(['cron', 'status'], cron);
    expect(status.stdout).toContain('2 calls, 1 succeeded, 1 failed');

    // What keeps a run from starting is in the mail and in the log, which begins again when it is full.
    writeFileSync(log, 'x'.repeat(1024 * 1024));
    operator.file('.config/voicebot/default/.env', 'VOICEBOT_CONCURRENCY=many\n');
    const wrong = await asCron(operator, command).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('VOICEBOT_CONCURRENCY') });
    expect(readFileSync(log, 'utf8')).toMatch(/^--- .*\nerror: VOICEBOT_CONCURRENCY is "many"/);
    expect(statSync(`${log}.1`).size).toBe(1024 * 1024);
  });
});
