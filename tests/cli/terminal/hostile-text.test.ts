import { describe, expect, it } from 'vitest';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { inOneProcess } from '../../support/one-process.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { listAt, operatorWith } from '../../support/people.ts';
import { openScreen, type Screen } from '../../support/screen.ts';
import { workbook } from '../../support/workbook.ts';
import { openStub, refusal } from '../../telephony/retell-stub.ts';

/** Everything that a terminal obeys, that shows text backwards, or that hides in it; the words between must stay. */
const evil = [
  'Eve',
  '\u001b]52;c;cm0gLXJm\u0007', // OSC 52: writes the clipboard
  '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', // OSC 8: a link
  '\u001b]0;title\u0007',
  '\u001b[5;41mblink\u001b[0m',
  '\u009b5mcsi\u009d0;osc\u009c', // C1
  '\u001bPdcs\u001b\\\u001bc', // DCS, and a reset
  'a\rb\nc\u0007d\u0008e\u007ff\t',
  '\u2028g\u2029h\u0085i',
  '\u202ereversed\u202c\u2066j\u2069\u200ek\u200f\u061cl', // bidirectional controls
  'm\u200bn\u2060o\ufeffp\u00adq\u180er\u3164s\u034ft', // zero-width
  '\u{e0041}\u{e0042}u\u200dv\u200cw', // tags and stray joiners
].join(' ');

/** What must never be printed, on a pipe or on a screen. */
const dangerous =
  /[^\P{Cc}\n]|\u034f|[\u2028\u2029\u061c\u00ad\u180e\u3164\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u{e0000}-\u{e007f}]/u;

/** What voicebot itself sends to a screen: colours, and the cursor moves of its prompts. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const ours = /\r\n|\r(?=\u001b\[2K)|\u001b\[(?:[0-3]|22|23|3[1-9]|90)?m|\u001b\[(?:\d*[A-GJK]|\?25[lh])/g;

const codeOf = (text = '') => `U+${text.codePointAt(0)?.toString(16).padStart(4, '0')}`;

/** Returns the first dangerous character in what was printed, and what precedes it. */
function dangerIn(printed: string): string | undefined {
  const found = dangerous.exec(printed);
  return found
    ? `${codeOf(found[0])} after ${JSON.stringify(printed.slice(0, found.index).slice(-60))}`
    : undefined;
}

/** Sets up an operator whose contacts, settings, files and Retell all contain hostile text. */
async function hostileOperator(): Promise<{ operator: Operator; env: Record<string, string> }> {
  const operator = await openOperator({
    agents: [{ id: 'agent_demo', name: evil }],
    fromNumbers: ['+61255501234', evil],
  });
  const book = (...names: string[]) =>
    workbook(
      ...names.map((name) => ({
        name,
        rows: [
          ['Name', 'Phone'],
          [evil, evil],
        ],
      })),
    );
  operator.file('two.xlsx', book(evil, `${evil}2`));
  operator.file('one.xlsx', book(evil));
  operator.file('evil\u001b[5m\u202e.csv', `Name ${evil.replace(/[\r\n]/g, '')},Phone\nx,12\n`);
  const env = {
    VOICEBOT_AGENT_ID: evil.replace(/[\r\n]/g, ''),
    VOICEBOT_DB: `${operator.home}/evil\u001b[5m\u061c.db`,
  };
  const add = (phone: string) => [
    ...['contacts', 'add', '--phone', phone, '--name', evil],
    ...['--business-name', evil, '--set', `note=${evil}`],
  ];
  for (const phone of ['0491570006', '0491570110', '0491570156'])
    await operator.voicebot(add(phone), { env });
  expect((await operator.voicebot(['contacts', 'list'], { env })).stdout.match(/Eve/g)).toHaveLength(6);
  return { operator, env };
}

/** Command lines that print something that comes from outside. */
const commands: (readonly string[])[] = [
  ['contacts', 'list'],
  ['contacts', 'list', '--fields', 'name,customFields,tags'],
  ['contacts', 'list', '--fields', evil],
  ['contacts', 'list', '--search', evil],
  ['contacts', 'list', '--where', `${evil}=x`],
  ['contacts', 'tags'],
  ['contacts', 'tag', evil, '1'],
  ['contacts', 'edit', '1', '--set', `k=${evil}`],
  ['contacts', 'edit', '1', '--email', evil],
  ['contacts', 'edit', '1', '--timezone', evil],
  ['contacts', 'edit', '2', '--phone', '0491570006'],
  ['contacts', 'show', '1'],
  ['contacts', 'show', evil],
  ['contacts', 'remove', '1', '--no-input'],
  ['contacts', 'import', `${evil.replaceAll('/', '')}.csv`],
  ['contacts', 'import', 'evil\u001b[5m\u202e.csv', '--no-input'],
  ['contacts', 'import', 'two.xlsx', '--no-input'],
  ['contacts', 'import', 'two.xlsx', '--sheet', evil, '--no-input'],
  ['contacts', 'import', 'one.xlsx', '--dry-run'],
  ['contacts', 'import', 'one.xlsx', '--no-input', '--rejects', 'evil\u001b[5m\u202e.rejects'],
  ['schedule', '1-2', '--at', '+1m', '--every', '0s', '--var', `v=${evil}`, '--no-check', '--yes'],
  ['schedule', '3', '--at', '+1h', '--yes'],
  ['schedule', '1', '--at', evil, '--yes'],
  ['scheduled', 'list'],
  ['scheduled', 'show', '1'],
  ['call', '1', '--dry-run', '--var', `v=${evil}`, '--yes'],
  ['call', '1', '--agent', evil, '--dry-run', '--yes'],
  ['process-due', '--dry-run'],
  ['process-due', '--debug'],
  ['calls', 'list'],
  ['calls', 'show', '1'],
  ['call', '3', '--yes'],
  ['schedule', '2', '--at', '+2h', '--name', evil, '--if-scheduled', 'again', '--no-check', '--yes'],
  ['campaigns', 'list'],
  ['campaigns', 'show', '1'],
  ['campaigns', 'pause', evil],
  ['report'],
  ['report', '--by', 'agent'],
  ['report', '--by', 'tag'],
  ['plan'],
  ['status'],
  ['why', '1'],
  ['why', '--scheduled', '1'],
  ['why', evil],
  ['callbacks', 'list'],
  ['dnc', 'add', '0491570313', '--reason', evil],
  ['dnc', 'list'],
  ['dnc', 'add', evil],
  ['tokens', 'create', '--name', evil],
  ['tokens', 'list'],
  ['tokens', 'revoke', evil, '--yes'],
  ['accounts', 'list'],
  ['holidays', 'add', '2030-01-02', evil],
  ['holidays', 'list', '--country', evil],
  ['call-times', 'set', evil, evil],
  ['contacts', evil],
  [evil],
  ['--profile', evil, 'config'],
  ['config'],
  ['config', 'get', 'agent-id'],
  ['config', 'set', evil, 'x'],
  ['config', 'set', 'timezone', evil],
  ['profiles', 'list'],
  ['profiles', 'use', evil],
  ['doctor'],
  ['backup', 'evil\u001b[5m\u202e.backup'],
  ['contacts', 'list', '--csv'],
  ['contacts', 'export'],
  ['contacts', 'list', '--json'],
  ['contacts', 'show', '1', '--json'],
  ['scheduled', 'list', '--json'],
  ['contacts', evil, '--json'],
];

/** On a pipe, CSV is data, and left as it is. */
const isData = (words: readonly string[]) => words.includes('--csv') || words.includes('export');

describe('text from outside cannot control the terminal', () => {
  it('on a pipe', async () => {
    const { operator, env } = await hostileOperator();
    const isRunning = commands.findIndex(([first]) => first === 'process-due');
    const ran = await inOneProcess(
      operator,
      commands.slice(0, isRunning).map((words) => ({ words })),
      env,
    );
    operator.clock.advance(61);
    const later = commands.slice(isRunning).map((words) => ({ words }));
    ran.push(...(await inOneProcess(operator, later, env)));
    const wrong = commands.flatMap((words, index) => {
      const { stdout = '', stderr = '' } = ran[index] ?? {};
      if (words.includes('--json')) JSON.parse(stdout);
      const danger = dangerIn(isData(words) ? stderr : stdout + stderr);
      return danger ? [[words.slice(0, 3), danger]] : [];
    });
    expect(wrong).toEqual([]);
  }, 90_000);

  it('on a screen, in prompts and menus too', async () => {
    const { operator, env } = await hostileOperator();
    const wrong: unknown[] = [];
    const check = (words: readonly string[], screen: Screen) => {
      const danger = dangerIn(screen.raw().replace(ours, ''));
      if (danger) wrong.push([words.slice(0, 3), danger]);
    };
    const all = `export TERM=xterm-256color; i=0; for f in commands/*; do xargs -0 "$0" "$1" < "$f"; done; echo END`;
    commands.forEach((words, index) => {
      operator.file(`commands/${String(index).padStart(2, '0')}`, words.join('\0'));
    });
    const screen = openScreen(operator, [], { env, cols: 120, command: ['sh', '-c', all] });
    await screen.says('END');
    check(['all'], screen);
    const asked = async (
      words: string[],
      question: string | RegExp,
      before: [says: string, keys: string][] = [],
    ) => {
      const prompt = openScreen(operator, words, { env, cols: 120 });
      for (const [earlier, keys] of before) {
        await prompt.says(earlier);
        prompt.type(keys);
      }
      await prompt.says(question);
      prompt.type('\u0003');
      await prompt.ended;
      check(words, prompt);
    };
    await asked(['schedule', '2', '--from', '+61255501234'], 'Which agent to use?', [
      ['When is the first call due', '+1h\r'],
    ]);
    await asked(['contacts', 'remove', '1'], 'Remove contact 1');
    await asked(['contacts', 'import', 'one.xlsx'], 'Import with these columns?');
    await asked(['watch', '--plain'], 'Watching');
    expect(wrong).toEqual([]);
  }, 90_000);

  it('in what Retell says, or lists to choose from', async () => {
    const operator = await operatorWith();
    const stub = await openStub(refusal(400, evil));
    const env = { RETELL_BASE_URL: stub.url };
    for (const words of [
      ['call', '1', '--debug'],
      ['calls', 'list'],
      ['calls', 'show', '1'],
      ['doctor'],
      ['init', '--api-key-stdin', '--from', '0491570006', '--agent', 'x'],
    ]) {
      const { stdout, stderr } = await operator.voicebot(words, { env, stdin: 'key_12345678' });
      expect([words[0], dangerIn(stdout + stderr)]).toEqual([words[0], undefined]);
    }
  });

  it('and is unchanged in JSON', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--name', evil]);
    expect(listAt(await operator.json(['contacts', 'list']), 'contacts')).toMatchObject([
      { name: evil.trim() },
    ]);
  });

  it('but names that need joiners and variants keep them', async () => {
    const operator = await openOperator();
    const names = [
      'می\u200cخواهم',
      'ശ്രീ\u0d4d\u200d',
      '👩\u200d💻 Ann',
      'दीक्\u200dषा',
      '辻\u{e0100}さん',
      '❤\ufe0f\u200d🔥',
    ];
    for (const [index, name] of names.entries())
      await operator.voicebot(['contacts', 'add', '--phone', `049157000${index}`, '--name', name]);
    const { stdout } = await operator.voicebot(['contacts', 'list']);
    for (const name of names.filter((_, index) => index !== 1)) expect(stdout).toContain(name);
  });
});

describe('CSV', () => {
  it('of any list cannot run as a formula in a spreadsheet', async () => {
    const operator = await openOperator();
    const formula = '=HYPERLINK("http://evil.example","pay")';
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--name', formula, '--tag', '@sum']);
    await operator.voicebot(['schedule', '1', '--at', '+1m', '--var', 'x=1']);
    const cells = async (words: string[]) => (await operator.voicebot([...words, '--csv'])).stdout;
    expect(await cells(['contacts', 'list', '--fields', 'name,phoneNumber'])).toBe(
      `name,phoneNumber\n"'${formula.replaceAll('"', '""')}",+61491570006\n`,
    );
    expect(await cells(['contacts', 'tags'])).toBe("tag,contacts\n'@sum,1\n");
  });
});

describe('secrets in addresses, and the key in what Retell says', () => {
  it('are never printed', async () => {
    const operator = await operatorWith();
    const key = 'key_of_the_test_account';
    const stub = await openStub(refusal(401, `The key ${key} is not valid`));
    const addresses = [
      stub.url,
      `${stub.url.replace('//', '//ann:pa55w0rd@')}/?token=t0psecret`,
      'http://ann:pa55w0rd@127.0.0.1:1/?token=t0psecret',
      'htp:/ann:pa55w0rd@x',
    ];
    const init = ['init', '--api-key-stdin', '--from', '0491570006', '--agent', 'x'];
    const runs = addresses.flatMap((address) =>
      [['config'], ['call', '1', '--yes'], ['doctor'], init].flatMap((words) => [
        { address, words: [...words, '--debug'] },
        { address, words: [...words, '--json', '--debug'] },
      ]),
    );
    const printed = await mapAFewAtOnce(runs, async ({ address, words }) => {
      const ran = await operator.voicebot(words, { env: { RETELL_BASE_URL: address }, stdin: key });
      const found = /key_of_the_test_account|pa55w0rd|t0psecret|ann:/.exec(ran.stdout + ran.stderr);
      return found ? `${found[0]}, by ${words.join(' ')} with ${address}` : '';
    });
    expect(printed.filter(Boolean)).toEqual([]);
    expect(stub.received.length).toBeGreaterThan(0);
  });
});
