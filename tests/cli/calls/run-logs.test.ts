import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { objectAt, operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

/** Opens an operator with two due calls: Ada's is placed, Linus's refused. */
async function withDue() {
  const operator = await operatorWith('Name,Phone\nAda,0491570006\nLinus,0491570110\n');
  await operator.json(['schedule', '1-2', '--at', '+1m', '--every', '0s']);
  operator.clock.advance(61);
  return operator;
}

const stamp = /^2026-03-02T09:01:\d\d\+11:00 {2}/;

describe('a run in a log', () => {
  it('begins each line with date and time', async () => {
    const operator = await withDue();
    const { stdout } = await operator.voicebot(['process-due']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(stamp);
  });

  it('of watch too', async () => {
    const operator = await withDue();
    const watching = operator.start(['watch']);
    await watching.says(/#2 .*refused/);
    watching.process.kill('SIGTERM');
    const { stdout } = await watching.ended;
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(stamp);
  });

  it('on a screen does not', async () => {
    const operator = await withDue();
    const screen = openScreen(operator, ['process-due', '--yes']);
    await screen.ended;
    expect(screen.whole()).toMatch(/^✓ #1 {2}Ada/m);
  });

  it('has only failures with --quiet', async () => {
    const operator = await withDue();
    const { code, stdout } = await operator.voicebot(['process-due', '-q']);
    expect(code).toBe(6);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringContaining('#2  Linus +61491570110  refused'),
    ]);
    await operator.json(['schedule', '1', '--at', '+1d']);
    operator.clock.advance(2 * 86_400);
    const good = await operator.voicebot(['process-due', '-q', '--limit', '1']);
    expect(good.stdout).not.toContain('placed');
  });

  it('says in JSON what happened to which call', async () => {
    const operator = await withDue();
    const { json } = await operator.voicebot(['process-due', '--concurrency', '1', '--json']);
    expect(objectAt(json, 'results')['calls']).toEqual([
      {
        event: 'placed',
        scheduledCallId: 1,
        name: 'Ada',
        toNumber: '+61491570006',
        retellCallId: expect.stringMatching(/^call_/),
      },
      {
        event: 'refused',
        scheduledCallId: 2,
        name: 'Linus',
        toNumber: '+61491570110',
        reason: expect.any(String),
        nextAttemptAt: expect.stringMatching(/Z$/),
      },
    ]);
  });
});

describe('on an odd machine', () => {
  it('a removed working folder is a line, not a trace', async () => {
    const operator = await openOperator();
    const gone = 'mkdir gone; cd gone; rmdir ../gone';
    for (const command of ['contacts list', 'process-due', 'config --json']) {
      const ran = await operator.shell(`${gone}; voicebot ${command}`);
      expect(ran.code).toBe(1);
      expect(ran.stdout + ran.stderr).toContain('The current folder no longer exists');
      expect(ran.stderr).not.toContain('    at ');
    }
    expect(await operator.shell(`${gone}; voicebot --version`)).toMatchObject({ code: 0 });
  });

  it.each(['/proc/x/y.db', '/proc/x/y/z.db', '/dev/null/x.db'])(
    'a database at %s is a line, not a hang',
    async (path) => {
      const operator = await openOperator();
      const ran = await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--db', path]);
      expect(ran).toMatchObject({ code: 1 });
      expect(ran.stderr).toContain(`The database ${path} could not be created`);
    },
  );

  it.each(['cols 0', 'cols 1', 'cols 3 rows 1'])(
    'a screen of %s shows lists, help and questions',
    async (size) => {
      const operator = await operatorWith();
      const run = async (...words: string[]) => {
        const screen = openScreen(operator, words, { command: ['sh', '-c', `stty ${size}; exec "$0" "$@"`] });
        if (words[1] !== 'remove') return screen.ended;
        await screen.says(/\?25l|R\s*e\s*m\s*o\s*v\s*e/);
        screen.type('\u0003');
        return screen.ended;
      };
      expect(await run('contacts', 'list')).toBe(0);
      expect(await run('help', 'times')).toBe(0);
      expect(await run('--help')).toBe(0);
      expect(await run('contacts', 'remove', '1')).toBe(130);
    },
  );
});
