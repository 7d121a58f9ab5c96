import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';

/** Returns what TAB offers in a real bash after each of these command lines; the last word is being typed. */
async function offers(operator: Operator, ...lines: string[][]): Promise<string[]> {
  const script = await scriptFor(operator, 'bash');
  const completing = (words: string[]) => {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}; _voicebot; echo "\${COMPREPLY[*]}"`;
  };
  const program = [`source '${script}'`, ...lines.map(completing)].join('\n');
  const output = execFileSync('bash', ['--norc', '-c', program], { cwd: operator.home, encoding: 'utf8' });
  return output.replace(/\n$/, '').split('\n');
}

async function scriptFor(operator: Operator, shell: string): Promise<string> {
  const { code, stdout, stderr } = await operator.voicebot(['completion', shell], {
    env: { RETELL_API_KEY: undefined },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return operator.file(`completion.${shell}`, stdout);
}

/** Has the shell check the script's syntax; says so if this machine does not have the shell. */
function checkSyntax(shell: string, script: string): string {
  const { status, stderr, error } = spawnSync(shell, ['-n', script], { encoding: 'utf8' });
  if (error) return 'no such shell here';
  return status === 0 ? 'fine' : stderr;
}

describe('voicebot completion bash', () => {
  it('completes commands and subcommands', async () => {
    const operator = await openOperator();
    const [prefix, contacts, scheduled, none, help, helpOfImport] = await offers(
      operator,
      ['voicebot', 'sch'],
      ['voicebot', 'contacts', ''],
      ['voicebot', 'scheduled', ''],
      ['voicebot', 'scheduled', 'cancel', ''],
      ['voicebot', 'help', 're'],
      ['voicebot', 'help', 'contacts', 'im'],
    );
    expect(prefix).toBe('schedule scheduled');
    expect(contacts).toBe('import list show export tag untag tags add edit remove purge');
    expect(scheduled).toBe('list show cancel restore resolve retry');
    expect(none).toBe('');
    expect(help).toBe('report resume restore rehearsal reports');
    expect(helpOfImport).toBe('import');
  });

  it('completes the command’s own options and global ones', async () => {
    const operator = await openOperator();
    const [status, at, global, short] = await offers(
      operator,
      ['voicebot', 'scheduled', 'list', '--st'],
      ['voicebot', 'schedule', '1-3', '--at', '+10m', '--max-a'],
      ['voicebot', 'calls', 'show', '--js'],
      ['voicebot', '--pro'],
    );
    expect([status, at, global, short]).toEqual(['--status', '--max-attempts', '--json', '--profile']);
  });

  it('completes each command’s values of --status, after a space or =', async () => {
    const operator = await openOperator();
    expect(
      await offers(
        operator,
        ['voicebot', 'scheduled', 'list', '--status', 'P'],
        ['voicebot', 'scheduled', 'list', '--status', '=', 'C'],
        ['voicebot', 'scheduled', 'list', '--status', '='],
        ['voicebot', 'calls', 'list', '--status', 'not'],
        ['voicebot', 'completion', ''],
      ),
    ).toEqual([
      'PENDING',
      'COMPLETED CANCELLED',
      'PENDING IN_PROGRESS COMPLETED FAILED CANCELLED',
      'not_placed not_connected',
      'install uninstall bash zsh fish',
    ]);
  });

  it('completes the keys of every list for --sort, in both directions', async () => {
    const operator = await openOperator();
    const script = readFileSync(await scriptFor(operator, 'bash'), 'utf8');
    const sorted = [...script.matchAll(/^ +'(.+)'\) flags='.*--sort\b/gm)].map(([, command]) => command);
    expect(sorted.length).toBeGreaterThan(10);
    expect(sorted.filter((command) => !script.includes(`'${command} --sort') `))).toEqual([]);
    expect(
      await offers(
        operator,
        ['voicebot', 'calls', 'list', '--sort', ''],
        ['voicebot', 'calls', 'list', '--sort', '-c'],
      ),
    ).toEqual(['requestedAt costCents -requestedAt -costCents', '-costCents']);
  });

  it('does not mistake the value of an option for a command', async () => {
    const operator = await openOperator();
    expect(
      await offers(
        operator,
        ['voicebot', '--profile', 'contacts', 'calls', ''],
        ['voicebot', '--profile', '=', 'contacts', 'calls', ''],
        ['voicebot', '--db', 'calls', 'scheduled', 'sh'],
      ),
    ).toEqual(['list export show sync callbacks resolve', 'list export show sync callbacks resolve', 'show']);
  });

  it('completes file names for options and arguments that are files', async () => {
    const operator = await openOperator();
    operator.file('my list.csv', '');
    expect(
      await offers(
        operator,
        ['voicebot', 'contacts', 'import', 'my'],
        ['voicebot', 'contacts', 'import', 'x.csv', '--rejects', 'my'],
        ['voicebot', 'doctor', '--db', 'my'],
      ),
    ).toEqual(['my list.csv', 'my list.csv', 'my list.csv']);
  });
});

describe('voicebot completion zsh and fish', () => {
  it.each(['bash', 'zsh', 'fish'])('prints a script that %s can read', async (shell) => {
    const operator = await openOperator();
    const script = await scriptFor(operator, shell);
    expect(['fine', 'no such shell here']).toContain(checkSyntax(shell, script));
  });

  it('have every command and option that --help shows', async () => {
    const operator = await openOperator();
    const help = (await operator.voicebot(['schedule', '--help'])).stdout;
    const options = help.match(/--[a-z-]+/g) ?? [];
    expect(options).toContain('--max-attempts');
    const zsh = (await operator.voicebot(['completion', 'zsh'])).stdout;
    const fish = (await operator.voicebot(['completion', 'fish'])).stdout;
    for (const option of options) {
      expect(zsh).toContain(option);
      expect(fish).toContain(`-l ${option.slice(2)}`);
    }
    for (const script of [zsh, fish]) {
      expect(script).toContain("'scheduled list'");
      expect(script).toContain('PENDING IN_PROGRESS COMPLETED FAILED CANCELLED');
    }
  });
});

describe('voicebot completion', () => {
  it('refuses another shell, and lists the three', async () => {
    const { voicebot } = await openOperator();
    const ran = await voicebot(['completion', 'tcsh']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('"tcsh" is not supported');
    expect(ran.stderr).toContain('bash, zsh or fish');
  });
});
