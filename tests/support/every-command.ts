import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { callStatuses } from '../../src/domain/calls/call-status.ts';
import { scheduledCallStatuses } from '../../src/domain/calls/scheduled-call.ts';
import { signature } from '../../src/telephony/simulator/webhooks/webhook-sender.ts';
import { startApi } from './api.ts';
import { compiledBefore } from './compile-cache.ts';
import { everyRequest } from './every-request.ts';
import { inOneProcess } from './one-process.ts';
import { type Operator, openOperator } from './operator.ts';

/** An SQL statement, and the first command that prepared it. */
export interface LoggedStatement {
  sql: string;
  command: string;
}

const logger = fileURLToPath(new URL('./log-statements.cjs', import.meta.url));
const loggedStatement = z.object({ sql: z.string(), command: z.string() });

const first = `Name,Mobile,Email,Plan Tier,Notes
Ada Lovelace,0491 570 006,ada@example.com,gold,x
Grace Hopper,0491 570 156,,silver,
Émile Zola,0491 570 157,,,
Linus,0491 570 110,linus@example.com,gold,
Five,0491 570 158,,,
Six,0491 570 159,,,
`;
const second = `Name,Mobile,Email,Tags,Do Not Call
Ada King,0491 570 006,ada@example.org,analysts,
Seven,0491 570 313,,été;analysts,
Six,0491 570 159,,,yes
Rejected,12,,,
`;

const filters = [
  ['--tag', 'spring'],
  ['--tag', 'été'],
  ['--tag', 'spring', '--tag', 'vip'],
  ['--search', 'ada'],
  ['--search', '0491 570'],
  ['--search', 'ada', '--tag', 'spring', '--where', 'name=Ada King'],
  ['--search', '…'],
  ...[
    'name=Ada King',
    'phone=0491570006',
    'phone=1',
    'email=ada@example.com',
    'business_name=x',
    'business_website=x',
    'timezone=Australia/Perth',
    'do_not_call=yes',
    'do_not_call=no',
    'plan_tier=gold',
    'plan_tier=…',
    'plan_tier=',
    'name=',
    'email=',
    'timezone=',
    'nothing=',
  ].map((where) => ['--where', where]),
];

/** Command lines in the order in which they make sense; `useEveryCommand` moves the clock between the groups. */
const contactLines = [
  'contacts add --name Eight --phone 0491570737 --tag vip --tag Été --set a=b',
  'contacts edit 8 --name Acht --phone 0491571266',
  'contacts edit acht --set a=',
  'contacts show linus@example.com',
  'contacts show 0491570006',
  'contacts tag vip 1-3',
  'contacts tag ÉTÉ 1-3',
  'contacts untag été 1',
  'contacts untag vip 2',
  'contacts tags --limit 1 --page 2 --sort -contacts',
  'contacts list',
  'contacts list --json',
  'contacts list --json --sort name',
  'contacts list --csv --sort name --tag spring',
  'contacts list --limit 2 --page 2',
  ...['id', 'name', 'phoneNumber', 'email'].flatMap((field) => [
    `contacts list --sort ${field} --limit 2`,
    `contacts list --sort -${field} --limit 2`,
    `contacts list --sort ${field} --tag spring --limit 2`,
    `contacts list --sort -${field} --search ada --limit 2`,
  ]),
  'contacts list --sort plan_tier --limit 2',
  'contacts list --fields name,plan_tier --limit 2',
  'contacts show linnus',
  'contacts export',
  'contacts export --format json',
  'contacts export --format ndjson',
  'contacts remove acht --yes',
  'dnc add +61491570737 +6113* --reason asked',
  'dnc list',
  'dnc list --limit 1 --page 2',
  'dnc list --limit 1 --page 2 --sort -phone',
  'dnc export',
  'dnc sync',
  'dnc remove +61491570737 --yes',
  'dnc remove +6113* --yes',
];

const scheduleLines = [
  'schedule 1-5 --at +1m --every 0s --max-attempts 1',
  'schedule 1-3 --tag spring --at +2h --dry-run',
  'schedule --tag spring --at +2h --if-scheduled again --json',
  'scheduled list',
  'scheduled list --all',
  'scheduled list --limit 2',
  'scheduled list --limit 2 --page 9 --sort -scheduledTime',
  ...scheduledCallStatuses.map((status) => `scheduled list --limit 2 --status ${status}`),
  'scheduled show 1',
  'plan',
  'plan --limit 2 --page 2',
  'why 1',
  'why --scheduled 1',
  'why --scheduled 2 --at +1d',
  'process-due --dry-run',
  'scheduled cancel 5',
  'scheduled cancel 5-6,99 --yes',
  'scheduled restore 5',
  'scheduled restore 5-6,99 --dry-run',
  'scheduled cancel 5 --dry-run',
  'scheduled cancel 5',
  'process-due',
  'status',
  'campaigns list',
  'campaigns list --limit 1',
  'campaigns list --limit 1 --page 9',
  'campaigns list --limit 1 --sort name',
  'campaigns list --limit 1 --sort -name',
  'campaigns list --limit 1 --sort id',
  'campaigns show 1',
  'campaigns rename 1 Spring',
  'schedule 2 --at +2d --if-scheduled again --name Capped --max-cost 2',
  'campaigns show capped',
  'why --scheduled 3',
  'campaigns edit spring --max-cost 7.50',
  'campaigns edit spring --max-cost off',
  'scheduled list --campaign spring',
  'scheduled list --campaign spring --limit 1',
  'campaigns pause spring --reason lunch',
  'campaigns resume spring',
  'schedule 2 --at +3d --if-scheduled again --name Gone --redial busy=10m',
  'campaigns cancel gone --yes',
  'halt --reason lunch',
  'halt',
  'process-due',
  'resume',
  'contacts remove 1 --yes',
  // When it is due, the day has been closed.
  "call-times set always 'Mon-Sun 00:00-24:00'",
  'schedule 3 --at +1m --if-scheduled again --call-times always',
  'holidays add today',
];

const dueLines = [
  'process-due --dry-run',
  'process-due --dry-run --limit 1',
  'process-due --check',
  'process-due --concurrency 1 --limit 1',
  'process-due',
  'doctor',
  'scheduled resolve 1 --not-placed',
  'scheduled resolve 1-2,99 --not-placed',
  'scheduled resolve --all --not-placed --yes',
  'scheduled retry 1-3,99',
  'calls list',
  'calls list --limit 2',
  ...callStatuses.map((status) => `calls list --limit 2 --status ${status}`),
  'calls list --limit 2 --contact 1',
  'calls list --limit 2 --contact 1 --status ended',
  'calls list --limit 2 --disposition busy',
  'calls list --limit 2 --disposition busy,answered --status ended',
  'calls list --limit 2 --disposition busy --contact 1',
  'schedule --campaign spring --last-outcome busy --at +2h --dry-run',
  'calls list --limit 2 --campaign spring',
  'calls list --limit 2 --campaign spring --status ended --disposition busy',
  'calls list --limit 2 --campaign spring --contact 1',
  'calls list --limit 2 --page 9',
  'calls list --limit 2 --sort requestedAt',
  'calls list --limit 2 --sort -cost',
  'calls list --limit 2 --sort cost',
  'calls list --limit 2 --agent agent_demo',
  'calls list --limit 2 --agent agent_demo --since 7d',
  'calls list --limit 2 --since yesterday --until tomorrow',
  'calls list --limit 2 --min-cost 0.01',
  'calls list --limit 2 --min-cost 0.01 --max-cost 5 --sort -cost',
  'calls list --limit 2 --search hello',
  'calls list --limit 2 --search hello --contact 2',
  'calls list --limit 2 --search hello --agent agent_demo --since 7d --disposition busy,answered',
  'calls list --limit 2 --search hello --sort -cost',
  'calls list --limit 2 --campaign spring --sort -cost',
  'calls export',
  'calls export --campaign spring --format ndjson',
  'calls show 1',
  'calls sync',
  'calls sync --since 1d',
  'report',
  'report --by tag --since 7d --until 1h',
  'report --campaign spring --by agent --since 7d',
  'report --campaign 1 --by from-number',
  'calls callbacks',
  'calls callbacks --limit 2',
  'calls callbacks --limit 2 --page 9',
  'calls callbacks --limit 2 --sort id',
  'calls callbacks --limit 2 --sort -id',
  'calls callbacks done 1',
  'contacts show 1',
  'scheduled show 1',
  'call 2 --dry-run',
  'call 2',
  'calls resolve 1 --not-placed',
];

const lastLines = [
  'scheduled cancel --all --yes',
  'contacts import --undo --yes',
  'doctor',
  'holidays list',
  'holidays list --country AU --region NSW --limit 2',
  'holidays add 2030-01-02 Party --region NSW',
  'holidays remove 2030-01-02 --region NSW',
  'holidays remove 2030-01-02',
  "call-times set late 'Mon-Sun 10:00-23:00'",
  'call-times list',
  'call-times remove late',
  'accounts list',
  'accounts merge 1 --yes',
  'tokens create --name CRM --scope call',
  'tokens list',
  'tokens list --limit 1 --sort -lastUsedAt',
  'tokens revoke crm --dry-run',
  'tokens revoke 1 --yes',
  'contacts add --phone 0491570110',
  'contacts purge 0491570110 --yes',
  'contacts add --phone 0491570110',
  'schedule 0491570110 --at now',
  'backup copy.db',
  'restore copy.db --yes',
  'process-due',
];

/** Runs every command that uses the database. @returns its schema, and the statements that were prepared */
export async function useEveryCommand(): Promise<{ schema: string[]; statements: LoggedStatement[] }> {
  const operator = await openOperator();
  const log = join(operator.home, 'statements');
  const { NODE_OPTIONS: preloads = '', ...compiled } = compiledBefore();
  const env = { ...compiled, NODE_OPTIONS: `${preloads} --require "${logger}"`, LOG_STATEMENTS: log };
  const run = (words: readonly string[]) => operator.voicebot(words, { env });
  const runAll = (lines: readonly string[]) =>
    inOneProcess(
      operator,
      lines.map((line) => ({ words: wordsOf(line) })),
      env,
    );
  const [one, other] = [operator.file('one.csv', first), operator.file('other.csv', second)];
  await run(['contacts', 'import', one, '--tag', 'spring', '--map', 'Notes=notes']);
  await run(['contacts', 'import', one, '--dry-run']);
  await run(['contacts', 'import', other, '--rejects', join(operator.home, 'rejects.csv')]);
  const [listed, washed] = [
    operator.file('listed.csv', 'Phone,Reason\n0491570737,asked\n'),
    operator.file('washed.csv', 'Phone,Do Not Call\n0491570737,yes\n0491570006,no\n'),
  ];
  await run(['dnc', 'import', listed]);
  await run(['dnc', 'wash', washed, '--date', '2026-02-20', '--register', 'DNCR']);
  await runAll(contactLines);
  const filtered = [
    ['contacts', 'list', '--limit', '2'],
    ['contacts', 'export'],
  ].flatMap((words) => filters.map((filter) => [...words, ...filter]));
  const runs = await inOneProcess(
    operator,
    filtered.map((words) => ({ words })),
    env,
  );
  // One of the fields does not exist.
  const failed = runs.find(({ code }) => code !== exitCodes.done && code !== exitCodes.usage);
  if (failed) throw new Error(failed.stderr);
  await runAll(scheduleLines);
  operator.clock.advance(61);
  operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
  await runAll(dueLines);
  operator.clock.advance(120);
  const watching = operator.start(['watch', '--every', '1s'], { env });
  await watching.says(/#\d/);
  watching.process.kill('SIGTERM');
  await watching.ended;
  await useServer(operator, env);
  await runAll(lastLines);
  // Creating the search index creates its own tables.
  const tables = operator.rows(`select sql from sqlite_master
    where sql is not null and name not like 'sqlite_%' and name not like 'contacts_search\\_%' escape '\\'
      and name not like 'transcripts_search\\_%' escape '\\' order by rowid`);
  return { schema: tables.map((row) => String(row['sql'])), statements: readLog(log) };
}

/** Has a server carry out every request, and receive webhooks of every call and of one of another application; has doctor tell of them. */
async function useServer(operator: Operator, env: Record<string, string>): Promise<void> {
  const path = '/webhooks/retell/default';
  const api = await startApi(operator, [], { env });
  operator.simulator.reportTo(api.url + path);
  const body = JSON.stringify({ event: 'call_ended', call: { call_id: 'call_of_another_application' } });
  const signed = { 'X-Retell-Signature': signature(body, 'key_of_the_test_account', Date.now()) };
  await api.send('POST', path, body, { ...signed, Authorization: '' });
  const applied = () => operator.rows("select id from webhooks where state = 'applied'").length;
  while (applied() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { method, path: route, body: sent, headers } of everyRequest)
    await api.send(method, route, sent, headers);
  const order = { contactIds: [1], scheduledTime: '2026-12-01T09:00:00+11:00', ifScheduled: 'again' };
  await api.send('POST', '/api/scheduled-calls', order, { 'Idempotency-Key': 'first' });
  api.running.process.kill('SIGTERM');
  await api.running.ended;
  await operator.voicebot(['doctor'], { env });
}

/** Returns the words of a command line; those in single quotes are one. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** Reads the log. @returns each statement once, with the first command that prepared it */
function readLog(path: string): LoggedStatement[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const all = lines.map((line) => loggedStatement.parse(JSON.parse(line)));
  return [...new Map(all.toReversed().map((logged) => [logged.sql, logged])).values()].toReversed();
}
