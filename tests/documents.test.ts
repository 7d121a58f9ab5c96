import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { topics } from '../src/cli/help/topics.ts';
import { callStatuses } from '../src/domain/calls/call-status.ts';
import { scheduledCallStatuses } from '../src/domain/calls/scheduled-call.ts';
import { callTransitions, scheduledCallTransitions } from '../src/domain/calls/transitions.ts';
import { settingNames } from '../src/settings/definitions.ts';
import { blocks, commandsOf, customers, read } from './support/documents.ts';
import { type FakeCrontab, fakeCrontab } from './support/fake-crontab.ts';
import { editByLine, isEditing } from './support/line-on-screen.ts';
import { type Operator, openOperator } from './support/operator.ts';

const root = new URL('..', import.meta.url);

const topicFolder = 'src/cli/help/topics/';
const topicFiles = readdirSync(new URL(topicFolder, root)).map((file) => `${topicFolder}${file}`);
const documents = ['README.md', 'src/README.md', '.github/CONTRIBUTING.md', ...topicFiles];

/** Whether a command line belongs to the rehearsal, which its own test walks. */
const isRehearsed = (line: string) =>
  / (?:simulator )?--profile rehearsal |profiles remove rehearsal/.test(`${line} `);

/** Whether it starts the server: `http/topic.test.ts` does. */
const isServing = (line: string) => line.startsWith('voicebot serve');

/** Runs the voicebot commands in a document, as its reader would. @returns those commands */
async function follow(
  operator: Operator,
  document: string,
  env: Record<string, string> = {},
  run = operator.shell,
): Promise<string[]> {
  const own = commandsOf(document).filter(
    (line) => /^(?:voicebot|cp) /.test(line) && !isRehearsed(line) && !isServing(line),
  );
  operator.file('.env.example', read('.env.example'));
  for (const line of own) {
    // There is no terminal here on which `init` could ask.
    const extra = line.startsWith('voicebot init')
      ? ' --api-key-stdin --from +61255501234 --agent agent_demo'
      : '';
    const { code, stderr } = isEditing(line)
      ? await editByLine(operator, line, env)
      : await run(line + extra, { stdin: 'key_of_the_test_account\n', env });
    expect({ line, code, why: code === 0 ? '' : stderr }).toEqual({
      line,
      code: 0,
      why: '',
    });
  }
  return own;
}

/** Nothing of the operator's set: only what the rehearsal's profile has. */
const bare = Object.fromEntries(
  ['RETELL_API_KEY', 'RETELL_BASE_URL', 'VOICEBOT_FROM_NUMBER', 'VOICEBOT_AGENT_ID', 'VOICEBOT_NOW'].map(
    (name) => [name, undefined],
  ),
);

/** The same when a call of `--at +1m` is due. */
const bareInAMinute = () => ({ ...bare, VOICEBOT_NOW: new Date(Date.now() + 61_000).toISOString() });

/** Whether a shell would hand the words of a line on as they are; the crontab is a command of its folder. */
const isPlain = (line: string) => /^voicebot(?! cron)(?: [\w+.:/=,@%-]+)+$/.test(line);

const wordsOf = (line: string) => line.replace('voicebot ', '').split(' ');

async function typeIn(operator: Operator, line: string): Promise<void> {
  const yes = / remove\b/.test(line) ? ' --yes' : '';
  const { code, stderr } = await operator.shell(line + yes, { env: bare });
  expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' });
}

async function watchUntilPlaced(operator: Operator, line: string): Promise<void> {
  const watching = operator.start(wordsOf(line), { env: bareInAMinute() });
  await watching.says(/placed/);
  watching.process.kill('SIGINT');
  expect(await watching.ended).toMatchObject({ code: 130 });
}

/** Runs the line that is in the crontab, as cron does. */
async function runByCron(operator: Operator, crontab: FakeCrontab): Promise<void> {
  const [, command = 'none'] = /^(?:\* ){5}(.*)$/m.exec(String(crontab.read())) ?? [];
  const run = await operator.shell(command, { env: bareInAMinute(), cwd: '/' });
  expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
  const [, log = 'none'] = / --log (\S+)/.exec(command) ?? [];
  expect(readFileSync(log, 'utf8')).toContain('placed, call_');
}

describe('the documents', () => {
  it('the README shows commands that run in the order shown', async () => {
    const operator = await openOperator();
    operator.file('customers.csv', customers);
    fakeCrontab(operator);
    // `init` sets call times, and at nine in Sydney it is too early for a mobile that may be in Perth.
    const env = { VOICEBOT_CALL_TIMES: 'off' };
    expect((await follow(operator, 'README.md', env)).length).toBeGreaterThan(15);
  });

  it.each(topicFiles)('%s shows commands that run once the list is imported', async (topic) => {
    const operator = await openOperator({ sharesProcess: true });
    operator.file('customers.csv', customers);
    operator.file('washed.csv', 'Phone,Listed\n0491570157,no\n');
    fakeCrontab(operator);
    await operator.voicebot(['contacts', 'import', 'customers.csv', '--tag', 'vip']);
    await follow(operator, topic, {}, (line, options) =>
      isPlain(line) ? operator.voicebot(wordsOf(line), options) : operator.shell(line, options),
    );
  });

  it('each topic has a file, is shown by `help`, and is linked from the README', async () => {
    const operator = await openOperator({ sharesProcess: true });
    expect(topicFiles.sort()).toEqual(
      Object.keys(topics)
        .map((name) => `${topicFolder}${name}.md`)
        .sort(),
    );
    const overview = await operator.voicebot(['help']);
    for (const name of Object.keys(topics)) {
      const [title = ''] = read(`${topicFolder}${name}.md`).split('\n');
      const { code, stdout } = await operator.voicebot(['help', name]);
      expect({ code, title: stdout.split('\n')[0] }).toEqual({
        code: 0,
        title: title.slice(2).toUpperCase(),
      });
      expect(read('README.md')).toContain(`[${name}](${topicFolder}${name}.md)`);
      expect(overview.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it.each(documents)('%s links to files that exist', (document) => {
    const links = [...read(document).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
    const local = links.filter((link) => !link.startsWith('https:'));
    const missing = local.filter((link) => !existsSync(new URL(link, new URL(document, root))));
    expect(missing).toEqual([]);
  });

  it('mention only npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const npm = documents
      .flatMap(commandsOf)
      .flatMap((line) => [...line.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, name = '']) => name));
    expect(npm).toContain('test');
    for (const name of npm.filter((script) => script !== 'ci')) expect(Object.keys(scripts)).toContain(name);
    expect(read('.ci/run')).toMatch(/npm ci.*npm run check\nnpm test/s);
  });

  it('the README shows curl commands that make a running simulator fail', async () => {
    const { simulator } = await openOperator();
    const curls = commandsOf('README.md').filter((line) => /^curl .*\/_simulator\//.test(line));
    for (const line of curls) {
      const [, url = '', body] = /(http\S+)(?: -d '(.*)')?/.exec(line) ?? [];
      const address = simulator.url + new URL(url).pathname;
      const response = await fetch(address, body ? { method: 'POST', body } : {});
      expect({ line, ok: response.ok }).toEqual({ line, ok: true });
    }
    expect(curls).toHaveLength(2);
  });

  it('list every setting and exit code; .env.example has every setting', () => {
    for (const name of settingNames)
      expect(read(`${topicFolder}environment.md`)).toMatch(new RegExp(`^\\| \`${name}\` `, 'm'));
    for (const name of settingNames.filter((setting) => setting !== 'VOICEBOT_NOW')) {
      expect(read('.env.example')).toContain(`${name}=`);
    }
    for (const code of Object.values(exitCodes))
      expect(read(`${topicFolder}exit-codes.md`)).toMatch(new RegExp(`^\\| (\\d+, )?${code}[ ,]`, 'm'));
  });

  it('list every status, and draw the transitions that the code has', () => {
    const topic = `${topicFolder}statuses.md`;
    for (const status of [...scheduledCallStatuses, ...callStatuses])
      expect(read(topic)).toMatch(new RegExp(`^\\| \`${status}\` `, 'm'));
    const drawn = blocks(topic, 'mermaid').map((block) =>
      [...block.matchAll(/^ +(\w+) --> (\w+): (.+)$/gm)].map(
        ([, from, to, because]) => `${from} ${to} ${because}`,
      ),
    );
    const inCode = [scheduledCallTransitions, callTransitions].map((table) =>
      Object.entries(table).flatMap(([from, next]) =>
        Object.entries(next).map(([to, because]) => `${from} ${to} ${because}`),
      ),
    );
    expect(drawn.map((lines) => lines.sort())).toEqual(inCode.map((lines) => lines.sort()));
  });

  it('the rehearsal: the README, its topic and the simulator show the same commands, which run word for word', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const topic = `${topicFolder}rehearsal.md`;
    const [first = '', ...lines] = commandsOf(topic);
    const crontab = fakeCrontab(operator);
    const simulator = operator.start([...wordsOf(first), '--port', '0', '--speed', '2000'], { env: bare });
    await simulator.says('To read along');
    const shown = [...simulator.stderr().matchAll(/^ {2}(voicebot .*)$/gm)].map(([, line]) => line);
    expect(shown.length).toBeGreaterThan(5);
    expect(lines).toEqual(expect.arrayContaining(shown));
    expect([first, ...lines]).toEqual(expect.arrayContaining(commandsOf('README.md').filter(isRehearsed)));
    for (const line of lines) {
      if (line.endsWith(' calls list')) await runByCron(operator, crontab);
      if (line.endsWith(' watch')) await watchUntilPlaced(operator, line);
      else await typeIn(operator, line);
    }
    expect(simulator.stdout().match(/201 POST \/v2\/create-phone-call/g)).toHaveLength(3);
  });

  it('the README shows a crontab line that works with nothing but HOME and PATH', async () => {
    const operator = await openOperator();
    const [, command = ''] =
      /^\* \* \* \* \* voicebot (\S+)$/m.exec(blocks('README.md', 'crontab')[0] ?? '') ?? [];
    operator.file(
      '.config/voicebot/default/.env',
      `RETELL_API_KEY=key\nRETELL_BASE_URL=${operator.simulator.url}\nVOICEBOT_FROM_NUMBER=+61255501234\nVOICEBOT_AGENT_ID=agent_demo\n`,
    );
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006'], { env: bare });
    await operator.voicebot(['schedule', '1', '--at', '+1s'], { env: bare });
    // Without VOICEBOT_NOW, so with the real clock, as under cron.
    await expect
      .poll(async () => (await operator.voicebot([command], { env: bare, cwd: '/' })).stdout)
      .toContain('placed');
    expect(operator.simulator.rings()).toHaveLength(1);
  });
});
