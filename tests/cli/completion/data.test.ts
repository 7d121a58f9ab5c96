import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { openLine } from '../../support/line-on-screen.ts';
import { type Operator, openOperator } from '../../support/operator.ts';

/** Names that a shell could take for something else. */
const names = [
  "Zoë O'Neil",
  'Quote "Q" Quinn',
  '$HOME `touch owned` $(touch owned)',
  'Semi; touch owned #',
  'Back\\slash \\n',
  'Star * ? [a] {b,c} ~ !1',
  '王小明',
  'Ends "quoted"',
  "Finishes 'quoted'",
];

/** Opens an operator with these contacts, a campaign of two of them, and a profile of another organisation. */
async function openWithData(): Promise<Operator> {
  const operator = await openOperator({ sharesProcess: true });
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = [...names, 'Ada', 'Ada'].map((name, index) => `${cell(name)},+614915800${10 + index},gold`);
  operator.file('list.csv', ['Name,Mobile,Plan Tier', ...rows].join('\n'));
  await operator.voicebot(['contacts', 'import', 'list.csv', '--tag', 'very vip', '--tag', 'vip']);
  const setUp = ['--from', '+61255501234', '--agent', 'agent_x', '--no-check', '--name', 'Spring offer'];
  await operator.voicebot(['schedule', '1-2', '--at', '+1d', ...setUp]);
  await operator.voicebot(['scheduled', 'cancel', '2', '--yes']);
  operator.file('.config/voicebot/acme/.env', 'VOICEBOT_TIMEZONE=UTC\n');
  return operator;
}

async function completions(operator: Operator, ...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await operator.voicebot(['__complete', ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

/** Runs lines in a real bash after loading the script. @returns what it printed, a line each */
async function inBash(operator: Operator, lines: string): Promise<string[]> {
  const { code, stdout, stderr } = await operator.shell(`source <(voicebot completion bash)\n${lines}`, {
    env: { LC_ALL: 'C.UTF-8' },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

describe('completion of data', () => {
  it('knows contacts, ids, tags, fields, profiles, agents, calls, campaigns and zones', async () => {
    const operator = await openWithData();
    const cases: [words: string[], expected: string[]][] = [
      [['contact', 'zoe'], ["Zoë O'Neil\t+61491580010, contact 1"]],
      [['contact', 'zoe', '--as-typed'], ["Zoe O'Neil\tZoë O'Neil, +61491580010, contact 1"]],
      [
        ['contact', 'ada'],
        ['10\tAda +61491580019', '11\tAda +61491580020'],
      ],
      [['contact', '10'], ['10\tAda +61491580019']],
      [['contact', '+614915800101'], []],
      [
        ['contact-id', '1'],
        [`1\t${names[0]} +61491580010`, '10\tAda +61491580019', '11\tAda +61491580020'],
      ],
      [['contact-id', '+61491580019'], ['+61491580019\tAda']],
      [
        ['tag', 'V'],
        ['very vip', 'vip'],
      ],
      [['field', 'pl'], ['plan_tier=']],
      [
        ['profile', ''],
        ['acme', 'default'],
      ],
      [
        ['agent', ''],
        ['agent_x', 'agent_demo'],
      ],
      [['number', ''], ['+61255501234']],
      [['campaign', 'sp'], ['Spring offer\tcampaign 1']],
      [['zone', 'australia/p'], ['Australia/Perth']],
      [
        ['call-times', 'au'],
        ['au', 'au-research'],
      ],
      [['scheduled-pending', ''], ["1\tPENDING Tue 3 Mar, 9:00 am AEDT Zoë O'Neil"]],
      [['scheduled-cancelled', ''], ['2\tCANCELLED Tue 3 Mar, 9:02 am AEDT Quote "Q" Quinn']],
      [['fields', 'name,pl', '--command', 'contacts list'], ['name,plan_tier\tcustom field']],
      [['contact-order', '-pl'], ['-plan_tier\tcustom field']],
      [['setting', 'voicebot_tim'], ['VOICEBOT_TIMEZONE']],
      [['setting', 'loc'], ['locale']],
      [['call', ''], []],
    ];
    await Promise.all(
      cases.map(async ([words, expected]) =>
        expect({ words, found: await completions(operator, ...words) }).toEqual({ words, found: expected }),
      ),
    );
  });

  it('says nothing, and creates nothing, where anything is wrong', async () => {
    const operator = await openOperator({ hasDatabase: false });
    const damaged = operator.file('damaged.db', 'not a database');
    for (const words of [
      ['contact', 'a'],
      ['contact', 'a', '--profile', 'nowhere'],
      ['contact', 'a', '--profile', '../..'],
      ['contact', 'a', '--db', damaged],
      ['contact', 'a', '--db', operator.home],
      ['nonsense', ''],
      [],
    ])
      expect(await completions(operator, ...words)).toEqual([]);
    expect(existsSync(operator.database)).toBe(false);
  });

  it('leaves out names that a terminal would not show as they are, and leaves no file behind', async () => {
    const operator = await openOperator({ sharesProcess: true });
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--name', 'Tom']);
    const database = openSqlite(operator.database);
    const add = database.prepare(
      "insert into contacts (name, phone_number, custom_fields, created_at, updated_at) values (?, ?, '{}', 0, 0)",
    );
    for (const [index, name] of ['Tab\tTom', 'T\nom', 'T\u001b[31mom', 'T\u202eom', '-Tom'].entries())
      add.run(name, `+6149158010${index}`);
    database.close();
    expect(await completions(operator, 'contact', 't')).toEqual(['Tom\t+61491570006, contact 1']);
    expect(
      readdirSync(join(operator.database, '..')).filter((file) => file.startsWith('voicebot.db')),
    ).toEqual(['voicebot.db']);
  });
});

describe('in bash', () => {
  it('inserts names so that bash reads them as they are, however the word was begun', async () => {
    const operator = await openWithData();
    const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const lines = names.flatMap((name) =>
      ['', "'", '"'].map((quote) => `complete_as ${quoted(quote)} ${quoted(name.slice(0, 2))}`),
    );
    const shown = await inBash(
      operator,
      `complete_as() {
        COMP_WORDS=(voicebot contacts show "$1$2") COMP_CWORD=3
        _voicebot
        # Readline puts a single match after the opening quotation mark, and closes the quotation unless the match ends with one.
        local inserted="$1\${COMPREPLY[0]}"
        [[ $1 && \${COMPREPLY[0]} != *"$1" ]] && inserted+=$1
        eval "words=($inserted)"
        printf '%s|%s\\n' "\${#words[@]}" "\${words[0]}"
      }
      ${lines.join('\n')}`,
    );
    expect(shown).toEqual(names.flatMap((name) => Array.from({ length: 3 }, () => `1|${name}`)));
    expect(existsSync(join(operator.home, 'owned'))).toBe(false);
  });

  it('shows what each of several is, follows --profile and --db, and counts arguments', async () => {
    const operator = await openWithData();
    const complete = (...words: string[]) =>
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}; _voicebot; printf '%s, ' "\${COMPREPLY[@]}"; echo`;
    expect(
      await inBash(
        operator,
        [
          complete('voicebot', 'contacts', 'show', 'ada'),
          complete('voicebot', 'contacts', 'tag', 'v'),
          complete('voicebot', 'contacts', 'tag', 'vip', '3', '11'),
          complete('voicebot', 'campaigns', 'show', ''),
          complete('voicebot', '--profile', 'acme', 'contacts', 'show', 'ada'),
          complete('voicebot', '--db', '=', '"nowhere.db"', 'contacts', 'show', 'ada'),
          complete('voicebot', 'contacts', 'list', '--tag', '=', 'ver'),
          complete('voicebot', 'schedule', '--last-outcome', 'no'),
          complete('voicebot', 'scheduled', 'list', '--fields', 'id,contact.'),
          complete('voicebot', 'contacts', 'list', '--fields', 'plan'),
          complete('voicebot', 'contacts', 'show', 'zoe'),
        ].join('\n'),
      ),
    ).toEqual([
      // The empty one keeps readline from putting the 1 that both begin with in the place of what was typed.
      '10  (Ada +61491580019), 11  (Ada +61491580020), , ',
      'very\\ vip, vip, ',
      '11, ',
      'Spring\\ offer, ',
      ', ',
      ', ',
      'very\\ vip, ',
      'no-answer, ',
      'id,contact.name, id,contact.phoneNumber, ',
      'plan_tier, ',
      "Zoë\\ O\\'Neil, ",
    ]);
  });

  it('works in a fresh home after `completion install`, on a terminal', async () => {
    const operator = await openWithData();
    operator.file('.bashrc', "PS1='ready> '");
    const installed = await operator.json(['completion', 'install', 'bash']);
    expect(installed).toMatchObject({ success: true, files: [{ action: 'create' }, { action: 'update' }] });
    expect(await operator.json(['completion', 'install', 'bash'])).toMatchObject({
      files: [{ action: 'leave' }, { action: 'leave' }],
    });
    const screen = await openLine(operator, 'exec bash -i');
    await screen.says('ready>');
    screen.type('voicebot contacts show "zo\t');
    await screen.says('voicebot contacts show "Zoë O\'Neil"');
    screen.type('--fields phoneNumber --csv\r');
    await screen.says('+61491580010');
    screen.type('exit\r');
    expect(await screen.ended).toBe(0);
    await operator.voicebot(['completion', 'uninstall', 'bash']);
    expect((await operator.shell('cat .bashrc')).stdout).toBe("PS1='ready> '\n");
  });
});

describe.each([
  ['zsh', ['-n']],
  ['fish', ['-n']],
])('in %s', (shell, syntax) => {
  it('loads without an error, and completes data where it can be asked without a terminal', async ({
    skip,
  }) => {
    if (spawnSync(shell, ['--version']).error) skip(`${shell} is not installed here`);
    const operator = await openWithData();
    const path = operator.file('script', (await operator.voicebot(['completion', shell])).stdout);
    expect(spawnSync(shell, [...syntax, path], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    if (shell !== 'fish') return;
    const asked = `source script; complete -C 'voicebot contacts show zoë'; complete -C 'voicebot contacts show zoe'; complete -C 'voicebot contacts tag vip 1'; complete -C 'voicebot contacts list --fields name,ph'`;
    await operator.shell('true');
    const ran = await operator.shell(`fish -c "${asked}"`, { env: { LC_ALL: 'C.UTF-8' } });
    expect(ran.stdout).toContain("Zoë O'Neil\t+61491580010, contact 1\n");
    expect(ran.stdout).toContain("Zoe O'Neil\tZoë O'Neil, +61491580010, contact 1\n");
    expect(ran.stdout).toContain('11\tAda +61491580020\n');
    expect(ran.stdout).toContain('name,phoneNumber\t');
  });
});

describe('in zsh', () => {
  it('completes names without accents, the last of several fields, and values after =', async ({ skip }) => {
    if (spawnSync('zsh', ['--version']).error) skip('zsh is not installed here');
    const operator = await openWithData();
    operator.file(
      '.zshrc',
      "PS1='ready> '\nautoload -Uz compinit && compinit -u\nsource <(voicebot completion zsh)\n",
    );
    const screen = await openLine(operator, 'exec zsh -i', { shell: 'zsh' });
    await screen.says('ready>');
    for (const [typed, completed] of [
      ['contacts show zoe', "contacts show Zoë\\ O\\'Neil"],
      ['contacts list --fields name,ph', 'contacts list --fields name,phoneNumber'],
      ['contacts list --sort=-na', 'contacts list --sort=-name'],
      ['contacts list --where pl', 'contacts list --where plan_tier='],
    ] as const) {
      // Ctrl-U takes back what the last one typed.
      screen.type(`\u0015voicebot ${typed}\t`);
      await screen.says(`voicebot ${completed}`);
    }
    screen.type('\u0015exit\r');
    expect(await screen.ended).toBe(0);
  });
});
