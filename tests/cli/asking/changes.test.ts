import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { everyCommand } from '../../support/every-page.ts';
import type { Operator } from '../../support/operator.ts';
import { operatorWith } from '../../support/people.ts';
import { openScreen } from '../../support/screen.ts';

/**
 * What every command does. `reads`: nothing to what is kept · `one thing`: changes one thing, which can be changed back · `goes ahead`: on a
 * terminal it asks before more than one thing changes, or a phone rings; a script goes ahead · `takes away`: a script needs `--yes`.
 */
const commands: Readonly<Record<string, 'reads' | 'one thing' | 'goes ahead' | 'takes away'>> = {
  'contacts import': 'goes ahead', // `--undo` takes away
  'contacts list': 'reads',
  'contacts show': 'reads',
  'contacts export': 'reads',
  'contacts tag': 'goes ahead',
  'contacts untag': 'goes ahead',
  'contacts tags': 'reads',
  'contacts add': 'one thing',
  'contacts edit': 'one thing',
  'contacts remove': 'takes away',
  'contacts purge': 'takes away',
  'dnc add': 'goes ahead',
  'dnc remove': 'takes away',
  'dnc list': 'reads',
  'dnc export': 'reads',
  'dnc sync': 'goes ahead',
  'dnc import': 'goes ahead',
  'dnc wash': 'goes ahead',
  call: 'goes ahead',
  schedule: 'goes ahead',
  'scheduled list': 'reads',
  'scheduled show': 'reads',
  'scheduled cancel': 'takes away',
  'scheduled restore': 'goes ahead',
  'scheduled resolve': 'takes away',
  'scheduled retry': 'goes ahead',
  'campaigns list': 'reads',
  'campaigns show': 'reads',
  'campaigns pause': 'one thing',
  'campaigns resume': 'one thing',
  'campaigns cancel': 'takes away',
  'campaigns edit': 'one thing',
  'campaigns rename': 'one thing',
  plan: 'reads',
  why: 'reads',
  'calls list': 'reads',
  'calls export': 'reads',
  'calls show': 'reads',
  'calls sync': 'goes ahead',
  'calls callbacks done': 'goes ahead',
  'calls resolve': 'one thing',
  report: 'reads',
  'process-due': 'goes ahead',
  watch: 'goes ahead',
  status: 'reads',
  version: 'reads',
  halt: 'one thing',
  resume: 'one thing',
  'call-times list': 'reads',
  'call-times set': 'one thing',
  'call-times remove': 'one thing',
  'holidays list': 'reads',
  'holidays add': 'one thing',
  'holidays remove': 'one thing',
  init: 'goes ahead',
  'config get': 'reads',
  'config set': 'one thing',
  'config unset': 'one thing',
  'config path': 'reads',
  'config edit': 'one thing',
  'profiles list': 'reads',
  'profiles add': 'one thing',
  'profiles use': 'one thing',
  'profiles remove': 'takes away',
  'profiles path': 'reads',
  allow: 'one thing',
  doctor: 'reads',
  backup: 'reads',
  restore: 'takes away',
  'accounts list': 'reads',
  'accounts merge': 'takes away',
  'tokens create': 'one thing',
  'tokens list': 'reads',
  'tokens revoke': 'takes away',
  'cron install': 'one thing',
  'cron show': 'reads',
  'cron status': 'reads',
  'cron remove': 'one thing',
  'service install': 'one thing',
  'service show': 'reads',
  'service status': 'reads',
  'service remove': 'one thing',
  demo: 'reads',
  simulator: 'reads',
  serve: 'reads',
  'completion install': 'one thing',
  'completion uninstall': 'one thing',
  help: 'reads',
};

/** Command lines that take something away, all of which work with `--yes`. */
const takingAway = [
  'scheduled cancel 1-2',
  'scheduled cancel --all',
  'scheduled resolve --all --not-placed',
  'contacts remove 6',
  'contacts purge 6',
  'contacts import --undo',
  'campaigns cancel Spring',
  'dnc remove +61491570737',
  'tokens revoke crm',
  'restore monday.db',
];

/** Command lines of which a dry run says what they would do. */
const tryable = [
  'scheduled cancel 1-2',
  'scheduled cancel --all',
  'scheduled restore 4',
  'scheduled retry 3',
  'contacts tag vip 1-3',
  'contacts untag spring 1-6',
  'contacts remove 6',
  'contacts purge 6',
  'contacts import --undo',
  'campaigns cancel Spring',
  'dnc remove +61491570737',
  'tokens revoke crm',
  'schedule 5 --at +1d',
];

const people = `Name,Phone
Ada,0491570006
Grace,0491570156
Émile,0491570157
Four,0491570158
Five,0491570159
Six,0491570313
`;

/** An operator with scheduled, failed and cancelled calls, and a list that can be undone. */
async function busyOperator(): Promise<Operator> {
  const operator = await operatorWith(people);
  await operator.voicebot(['schedule', '1-4', '--at', '+1h', '--name', 'Spring', '--yes']);
  await operator.voicebot(['scheduled', 'cancel', '4']);
  operator.file('more.csv', 'Name,Phone\nSeven,0491571266\nEight,0491571491\n');
  await operator.voicebot(['contacts', 'import', 'more.csv', '--yes']);
  await operator.voicebot(['contacts', 'tag', 'spring', '1-2']);
  await operator.voicebot(['dnc', 'add', '+61491570737']);
  await operator.voicebot(['tokens', 'create', '--name', 'CRM']);
  await operator.voicebot(['backup', 'monday.db']);
  const database = openSqlite(operator.database);
  database.exec("update scheduled_calls set status = 'FAILED', next_attempt_at = null where id = 3");
  database.close();
  return operator;
}

const names = z.array(z.object({ name: z.string() }));

/** Returns every row of every table but the search index. */
function dump({ rows }: Operator): Record<string, unknown> {
  const tables = names.parse(rows("select name from sqlite_master where type = 'table' order by name"));
  const kept = tables.filter(({ name }) => !/^sqlite_|^(?:contacts|transcripts)_search/.test(name));
  return Object.fromEntries(kept.map(({ name }) => [name, rows(`select * from "${name}"`)]));
}

it('every command is known to read, to change one thing, to go ahead, or to take away', () => {
  const leaves = (command: CommandUnknownOpts, path: string): string[] => {
    const children = command.commands.filter((child) => path === '' || child.name() !== 'help');
    if (children.length === 0) return [path];
    return children.flatMap((child) => leaves(child, `${path} ${child.name()}`.trim()));
  };
  expect(Object.keys(commands).sort()).toEqual(leaves(everyCommand(), '').sort());
});

it('a script needs --yes to take something away, and changes nothing without', async () => {
  const operator = await busyOperator();
  const before = dump(operator);
  const ran = await mapAFewAtOnce(takingAway, async (line) => {
    const { code, stderr } = await operator.voicebot(line.split(' '));
    return { line, code, asksForYes: /needs --yes here: there is no terminal/.test(stderr) };
  });
  expect(ran).toEqual(takingAway.map((line) => ({ line, code: 2, asksForYes: true })));
  expect(dump(operator)).toEqual(before);
});

it('a dry run says what would happen, and changes nothing', async () => {
  const operator = await busyOperator();
  const before = dump(operator);
  const ran = await mapAFewAtOnce(tryable, async (line) => {
    const { code, json } = await operator.voicebot([...line.split(' '), '--dry-run', '--json']);
    return { line, code, json: json as Record<string, unknown> };
  });
  expect(ran.map(({ line, code, json }) => ({ line, code, dryRun: json['dryRun'] }))).toEqual(
    tryable.map((line) => ({ line, code: 0, dryRun: true })),
  );
  const resultOf = (line: string) => ran.find((one) => one.line === line)?.json;
  expect(resultOf('scheduled cancel --all')).toMatchObject({ message: '2 calls would be cancelled' });
  expect(resultOf('contacts tag vip 1-3')).toMatchObject({ changed: 3, unchanged: 0 });
  expect(resultOf('contacts untag spring 1-6')).toMatchObject({ changed: 2, unchanged: 4 });
  expect(resultOf('contacts import --undo')).toMatchObject({ removed: 2, restored: 0 });
  expect(resultOf('campaigns cancel Spring')).toMatchObject({ cancelledCalls: 2 });
  expect(resultOf('dnc remove +61491570737')).toMatchObject({ removed: ['+61491570737'] });
  expect(resultOf('scheduled restore 4')).toMatchObject({ scheduledCalls: [{ id: 4 }] });
  expect(dump(operator)).toEqual(before);
});

it('a person is asked before more than one thing changes, and before phones ring', async () => {
  const operator = await busyOperator();
  operator.clock.advance(2 * 60 * 60);
  const before = dump(operator);
  const asked = [
    ['process-due', /2 calls are due: Ada, Grace\. Place them now\?/],
    ['contacts tag vip 1-3', /Add vip to 3 contacts\?/],
    ['dnc add +61491570156 +61491570157', /Never call 2 numbers again, and cancel the calls to them\?/],
    ['scheduled cancel 1-2', /Cancel 2 calls: Ada, Grace\?/],
    ['scheduled retry 3', /Try call 3, to Émile, again as soon as possible\?/],
    ['contacts import --undo', /This removes 2 contacts, and changes 0 contacts back\.\s+\? Undo/],
  ] as const;
  const codes = await mapAFewAtOnce([...asked], async ([line, question]) => {
    const screen = openScreen(operator, line.split(' '));
    await screen.says(question);
    screen.type('n\r');
    const code = await screen.ended;
    // A person who says no needs no help with the command.
    expect(screen.whole()).not.toContain('--help');
    return code;
  });
  expect(codes).toEqual(asked.map(() => 2));
  expect(dump(operator)).toEqual(before);
  expect(operator.simulator.rings()).toEqual([]);
});
