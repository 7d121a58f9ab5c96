import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { callTransitions, scheduledCallTransitions } from '../src/domain/calls/transitions.ts';
import { settingNames } from '../src/settings/settings.ts';
import { openOperator } from './support/operator.ts';

const root = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const readme = read('README.md');

/** The lines of every fenced block of this language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, body = '']) => body,
  );
}

const commands = blocks('sh')
  .flatMap((block) => block.trim().split('\n'))
  .filter(Boolean);

describe('the README', () => {
  it('shows commands that run, in their order, for an operator who follows it', async () => {
    const operator = await openOperator();
    operator.file('customers.csv', blocks('csv')[0] ?? '');
    const own = commands.filter((line) => line.startsWith('voicebot '));
    expect(own.length).toBeGreaterThan(15);
    for (const line of own) {
      // There is no terminal here, on which `init` would ask.
      const extra = line === 'voicebot init' ? ' --api-key-stdin --from +61255501234 --agent agent_demo' : '';
      const ran = await operator.shell(line + extra, { stdin: 'key_of_the_test_account\n' });
      expect({ line, code: ran.code, why: ran.code === 0 ? '' : ran.stderr }).toEqual({
        line,
        code: 0,
        why: '',
      });
    }
  });

  it('has npm scripts behind every npm command', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const npm = commands.flatMap((line) =>
      [...line.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, name = '']) => name),
    );
    expect(npm).toContain('test');
    for (const name of npm.filter((one) => one !== 'ci')) expect(Object.keys(scripts)).toContain(name);
    expect(read('.ci/run')).toMatch(/npm ci.*npm run check\nnpm test/s);
  });

  it('orders faults of a running simulator as it says', async () => {
    const { simulator } = await openOperator();
    const curls = commands.filter((line) => line.startsWith('curl '));
    for (const line of curls) {
      const [, url = '', body] = /(http\S+)(?: -d '(.*)')?/.exec(line) ?? [];
      const address = simulator.url + new URL(url).pathname;
      const response = await fetch(address, body ? { method: 'POST', body } : {});
      expect({ line, ok: response.ok }).toEqual({ line, ok: true });
    }
    expect(curls).toHaveLength(2);
  });

  it('has a row for each setting and each exit code, and so has .env.example', () => {
    for (const name of settingNames) expect(readme).toContain(`\`${name}\``);
    for (const name of settingNames.filter((one) => one !== 'VOICEBOT_NOW')) {
      expect(read('.env.example')).toContain(`${name}=`);
    }
    for (const code of Object.values(exitCodes))
      expect(readme).toMatch(new RegExp(`^\\| (\\d+, )?${code}[ ,]`, 'm'));
  });

  it('draws the state machines that the code has', () => {
    const drawn = blocks('mermaid').map((block) =>
      [...block.matchAll(/^ +(\w+) --> (\w+): (.+)$/gm)].map(
        ([, from, to, because]) => `${from} ${to} ${because}`,
      ),
    );
    const inCode = [scheduledCallTransitions, callTransitions].map((table) =>
      Object.entries(table).flatMap(([from, next]) =>
        Object.entries(next).map(([to, because]) => `${from} ${to} ${because}`),
      ),
    );
    expect(drawn.map((one) => one.sort())).toEqual(inCode.map((one) => one.sort()));
  });

  it('shows a crontab line that works with nothing but HOME and PATH', async () => {
    const operator = await openOperator();
    const [, command = ''] = /^\* \* \* \* \* voicebot (\S+)$/m.exec(blocks('crontab')[0] ?? '') ?? [];
    operator.file(
      '.config/voicebot/default/.env',
      `RETELL_API_KEY=key\nRETELL_BASE_URL=${operator.simulator.url}\nVOICEBOT_FROM_NUMBER=+61255501234\nVOICEBOT_AGENT_ID=agent_demo\n`,
    );
    const bare = Object.fromEntries(
      ['RETELL_API_KEY', 'RETELL_BASE_URL', 'VOICEBOT_FROM_NUMBER', 'VOICEBOT_AGENT_ID', 'VOICEBOT_NOW'].map(
        (name) => [name, undefined],
      ),
    );
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006'], { env: bare });
    await operator.voicebot(['schedule', '1', '--at', '+1s'], { env: bare });
    // The real clock, as cron has it.
    await expect
      .poll(async () => (await operator.voicebot([command], { env: bare, cwd: '/' })).stdout)
      .toContain('placed');
    expect(operator.simulator.rings()).toHaveLength(1);
  });
});
