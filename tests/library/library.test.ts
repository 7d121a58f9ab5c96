import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { blocks } from '../support/documents.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { unpackedTarball } from '../support/tarball.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** A project of its own, with voicebot installed from its tarball, and these programs. @returns its folder */
function openProject(programs: Record<string, string>): string {
  const installed = unpackedTarball();
  const folder = join(dirname(installed), 'project');
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  symlinkSync(installed, join(folder, 'node_modules/voicebot'));
  mkdirSync(join(installed, 'node_modules'));
  for (const name of ['better-sqlite3', 'bindings', 'file-uri-to-path'])
    symlinkSync(join(root, 'node_modules', name), join(installed, 'node_modules', name));
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ module: 'nodenext', target: 'es2022', outDir: 'built', types: ['node'] },
  };
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Compiles the project strictly, declarations of voicebot included, and runs one of its programs as the operator. */
async function runProgram(operator: Operator, folder: string, name: string): Promise<string> {
  const { env } = operator.launch();
  const program = join(folder, `built/${name}.js`);
  const { stdout, stderr } = await run(process.execPath, [program], { cwd: operator.home, env });
  return `${stdout}${stderr}`;
}

const everything = `import { openVoicebot, Problem } from 'voicebot';
const codeOf = (work: Promise<unknown>) =>
  work.then(() => 'done', (error: unknown) => (error instanceof Problem ? error.code : String(error)));
const voicebot = openVoicebot({ environment: { ...process.env, VOICEBOT_CALL_TIMES: 'off' } });
const { contacts, scheduled, calls, campaigns, doNotCall } = voicebot;
const said: Record<string, unknown> = {};
said['added'] = (await contacts.add({ phoneNumber: '0491570157', name: 'Zoë', customFields: { plan: 'gold' } })).id;
said['found'] = (await contacts.show('zoe')).phoneNumber;
said['tagged'] = (await contacts.tag('vip', { words: ['zoe', '1'] })).changed;
said['vips'] = (await contacts.list({ tags: ['vip'], sort: { by: 'name', descending: false }, limit: 1 })).rows.map(({ name }) => name);
const sorted = { tags: ['vip'], sort: { by: 'name', descending: false }, limit: 1 } as const;
const { nextCursor } = await contacts.list(sorted);
const following = await contacts.list({ ...sorted, cursor: nextCursor ?? '' });
said['following'] = [following.rows.map(({ name }) => name), following.nextCursor];
said['othersCursor'] = await codeOf(contacts.list({ ...sorted, tags: [], cursor: nextCursor ?? '' }));
said['unknownTag'] = await codeOf(contacts.list({ tags: ['vpi'] }));
const first = await scheduled.schedule(['zoe', 1], { at: 'tomorrow 9am', every: '1h', name: 'Autumn', variables: { offer: 'x' } });
said['times'] = first.scheduledCalls.map(({ scheduledTime }) => scheduledTime.toISOString());
said['twice'] = await codeOf(scheduled.schedule(['zoe'], { at: 'tomorrow 9am' }));
said['past'] = await codeOf(scheduled.schedule(['zoe'], { at: new Date(0) }));
said['cancelled'] = await scheduled.cancel([first.scheduledCalls[0]?.id ?? 0]);
said['paused'] = (await campaigns.pause('Autumn', 'rain')).status;
said['resumed'] = (await campaigns.resume('Autumn')).status;
const placed = await calls.place('zoe', { variables: { offer: 'spring' } });
said['placed'] = placed.callRecord?.dynamicVariables['offer'];
said['again'] = await codeOf(calls.place('zoe'));
said['listed'] = (await doNotCall.add(['0491570157'], { reason: 'asked' })).added;
said['barred'] = await codeOf(calls.place('zoe'));
said['why'] = (await voicebot.why({ contact: 'zoe' }))['verdict'];
const entries = [];
for await (const { phoneNumber } of doNotCall.list()) entries.push(phoneNumber);
said['entries'] = entries;
said['paged'] = (await doNotCall.page({ limit: 5 })).rows.length;
await voicebot.halt('rain');
said['halted'] = await codeOf(calls.place(1));
said['overdue'] = (await voicebot.resume())?.overdue;
said['status'] = (await voicebot.status()).due;
said['removed'] = await codeOf(contacts.remove(1));
voicebot.close();
console.log(JSON.stringify(said));
`;

describe('the library, installed from its tarball in another project', () => {
  it('compiles and runs the example of its documentation, and every operation does what its command does', async () => {
    const [example = ''] = blocks('src/cli/help/topics/library.md', 'ts');
    expect(example).toContain('openVoicebot');
    const wrong =
      "import { openVoicebot } from 'voicebot';\nawait openVoicebot().contacts.show({ id: 1 });\n";
    const folder = openProject({ 'example.ts': example, 'everything.ts': everything, 'wrong.ts': wrong });
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const compiled = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(compiled.stdout).toMatch(/^wrong\.ts\(2,36\): error TS2345[^\n]*\n( [^\n]*\n)*$/);

    const operator = await openOperator();
    operator.file('customers.csv', 'Name,Phone\nAda,0491570006\nGrace,0491570156\nNobody,12\n');
    expect(await runProgram(operator, folder, 'example')).toMatch(
      /^2 contacts, 1 rows rejected\n2 calls are scheduled, 0 people are left out\n2 calls are placed, 0 failed\n\S+Z (Ada|Grace): registered\n\S+Z (Ada|Grace): registered\n$/,
    );
    expect(operator.simulator.rings()).toHaveLength(2);

    operator.clock.advance(3 * 3600);
    expect(JSON.parse(await runProgram(operator, folder, 'everything'))).toEqual({
      ...{ added: 3, found: '+61491570157', tagged: 2, vips: ['Ada'], unknownTag: 'unknown_tag' },
      ...{ following: [['Zoë'], null], othersCursor: 'invalid_cursor', paged: 1 },
      times: ['2026-03-02T22:00:00.000Z', '2026-03-02T23:00:00.000Z'],
      ...{ twice: 'already_scheduled', past: 'time_in_past' },
      cancelled: { cancelled: [3], notCancelled: [] },
      ...{ paused: 'paused', resumed: 'running', placed: 'spring', again: 'number_in_use' },
      ...{ listed: 1, barred: 'do_not_call', why: 'refuse', entries: ['+61491570157'] },
      ...{ halted: 'halted', overdue: 0, status: 0, removed: 'contact_has_calls' },
    });
    const { calls } = (await operator.json(['calls', 'list'])) as { calls: unknown[] };
    expect(calls).toHaveLength(3);
  });
});
