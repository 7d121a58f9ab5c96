import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withBlock } from '../../src/cli/cron/block.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { commandsOf, customers } from '../support/documents.ts';
import { everyPage } from '../support/every-page.ts';
import { fakeCrontab } from '../support/fake-crontab.ts';
import { lineRunner } from '../support/line-process.ts';
import { linesForRunner } from '../support/one-process.ts';
import { type Operator, openOperator } from '../support/operator.ts';

const folder = 'src/cli/help/examples/';

/** Commands that run until they are stopped, take a minute, need another program, or write where a shell looks for its files. */
const lasting = /^voicebot (?:watch|serve|simulator|demo|config edit|completion install)\b| --wait$|[|<>&(]/;

/** Lines of which the exit code is known in all circumstances. */
const plain = ['voicebot version', 'voicebot contacts list', 'voicebot process-due'];

/** Returns an example of each command, that of `halt` last. */
async function exampleOfEach(): Promise<string[]> {
  const all = readdirSync(new URL(`../../${folder}`, import.meta.url)).flatMap((file) =>
    commandsOf(`${folder}${file}`),
  );
  const lines = (await everyPage()).flatMap(({ name }) => {
    const example = all.find(
      (line) => `${line} `.startsWith(`${name} `) && !lasting.test(line) && !line.includes('--dry-run'),
    );
    return example ?? [];
  });
  return [...new Set([...plain, ...lines])].sort(
    (a, b) => Number(a.includes(' halt')) - Number(b.includes(' halt')),
  );
}

/** A way to start all command lines in one process. */
interface Circumstances {
  /** The shell command, with the process as `"$@"`. */
  shell: string;
  env?: (operator: Operator) => Record<string, string | undefined>;
}

/** The user's home is on a disk that cannot be written; in a mount namespace of this process alone. */
const readOnlyHome = `unshare --mount ${process.getuid?.() === 0 ? '' : '--map-root-user'} sh -c \
'mount --bind "$HOME" "$HOME" && mount -o remount,bind,ro "$HOME" && exec "$0" "$@"' "$@"`;

const canMount =
  spawnSync('bash', ['-c', readOnlyHome, 'bash', 'true'], {
    env: { HOME: '/tmp', PATH: process.env['PATH'] },
  }).status === 0;

/** Runs an example of each command. @returns those that end outside of the contract, with what they said */
async function wrongEnds({
  shell,
  env,
}: Circumstances): Promise<{ wrong: string[]; codes: Map<string, number> }> {
  const operator = await openOperator();
  operator.file('customers.csv', customers);
  fakeCrontab(operator).write(withBlock('', 'default', '* * * * * voicebot process-due'));
  operator.file('.config/systemd/user/voicebot-default.service', '[Unit]\n');
  await operator.voicebot(['contacts', 'import', 'customers.csv', '--tag', 'vip']);
  await operator.voicebot(['schedule', '1-3', '--at', '+1d', '--name', 'spring']);
  const lines = await exampleOfEach();
  const all = lines.map((line) => ({
    words: (line.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).map((word) => word.replaceAll('"', '')).slice(1),
  }));
  const { stderr } = await operator.shell(`run() { ${shell}; }; run '${process.execPath}' '${lineRunner}'`, {
    stdin: linesForRunner(all),
    env: { ...env?.(operator) },
  });
  const said = stderr.split(/\n@exit (\d+)\n/);
  const known: readonly number[] = Object.values(exitCodes);
  const codes = new Map<string, number>();
  const wrong = lines.flatMap((line, index) => {
    const [text = '', code = 'none'] = said.slice(2 * index);
    codes.set(line, Number(code));
    const isRight = known.includes(Number(code)) && !/unexpected went wrong|^ +at /m.test(text);
    return isRight ? [] : [`${line}: exit ${code}; ${text}`];
  });
  expect(lines.length).toBeGreaterThan(60);
  return { wrong, codes };
}

describe('every command ends within the contract', () => {
  it('if nobody reads its output', async () => {
    const { wrong } = await wrongEnds({ shell: '"$@" | true' });
    expect(wrong).toEqual([]);
  });

  it('without HOME', async () => {
    const { wrong, codes } = await wrongEnds({
      shell: '"$@" > /dev/null',
      env: ({ home }) => ({
        HOME: undefined,
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_DATA_HOME: join(home, '.local/share'),
      }),
    });
    expect(wrong).toEqual([]);
    expect(plain.map((line) => codes.get(line))).toEqual([0, 0, 0]);
  });

  it('with a home that cannot be there', async () => {
    const { wrong, codes } = await wrongEnds({
      shell: '"$@" > /dev/null',
      env: () => ({ HOME: '/proc/nowhere' }),
    });
    expect(wrong).toEqual([]);
    expect(plain.map((line) => codes.get(line))).toEqual([0, 4, 4]);
  });

  it.runIf(canMount)('on a read-only disk', async () => {
    const { wrong, codes } = await wrongEnds({ shell: `${readOnlyHome} > /dev/null` });
    expect(wrong).toEqual([]);
    expect(plain.map((line) => codes.get(line))).toEqual([0, 1, 1]);
  });
});
