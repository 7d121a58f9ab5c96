import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operator } from '../support/operator.ts';
import { everything, operatorWith } from '../support/people.ts';
import { type Refusal, runRefusals, wrongRefusals } from '../support/refusals.ts';

const line = (text: string, code: number, says: RegExp, env: Record<string, string | undefined> = {}) => ({
  words: text.split(' '),
  code,
  says,
  env,
});

/** Command lines with a mistake, and what the error must say. */
const wrongWords: Refusal[] = [
  line('contcts', 2, /contcts.*contacts/s),
  line('process-deu', 2, /process-due/),
  line('contacts lst', 2, /lst.*list/s),
  line('contacts list --serch ada', 2, /--serch.*--search/s),
  line('--jsno contacts list', 2, /--jsno.*--json/s),
  line('completion install tcsh', 2, /"tcsh".*bash, zsh or fish/s),
  line('completion uninstall --yes', 2, /SHELL is not set/),
  line('contacts list extra', 2, /Too many arguments/),
  line('contacts show', 2, /Missing.*contact/),
  line('contacts import', 2, /Missing.*file/),
  line('contacts export --excel --format json', 2, /--excel is for CSV/),
  line('contacts import x.csv --on-new-owner nonsense', 2, /nonsense.*reject, keep, replace/s),
  line('contacts add --name Ada', 2, /--phone/),
  line('contacts list --search', 2, /--search.*missing/),
  line('schedule 1', 2, /--at/),
  line('schedule 1 --at +1h --if-scheduled maybe', 2, /maybe.*error, again, skip/s),
  line('schedule --at +10m', 2, /No contact was named/),
  line('scheduled show', 2, /Missing.*id/),
  line('calls show', 2, /Missing.*id/),
  line('scheduled restore', 2, /Missing.*ids/),
  line('scheduled restore 99', 3, /scheduled call 99/),
  line('scheduled retry', 2, /Missing.*ids/),
  line('contacts tag', 2, /Missing.*tag/),
  line('contacts tag vip', 2, /No contact was named/),
  line('campaigns rename', 2, /Missing.*campaign/),
  line('contacts list --limit x', 2, /"x" is not a whole number/),
  line('contacts list --limit -1', 2, /"-1" is not a whole number/),
  line('contacts list --limit 1.5', 2, /"1\.5"/),
  line('scheduled list --limit 1e400', 2, /"1e400"/),
  line('scheduled list --limit 0x10', 2, /"0x10"/),
  line('process-due --limit 0', 2, /"0"/),
  line('process-due --concurrency 0', 2, /"0".*1 to 100/),
  line('process-due --concurrency 1000', 2, /"1000".*1 to 100/),
  line('process-due --log', 2, /--log.*missing/),
  line('cron instal', 2, /instal.*install/s),
  line('version now', 2, /Too many arguments/),
  line('service start', 2, /service start.*help service/s),
  line('service install now', 2, /Too many arguments/),
  line('cron remove all', 2, /Too many arguments/),
  line('watch --every 15', 2, /"15" is not a duration/),
  line('watch --every 10ms', 2, /at least 1s/),
  line('serve --port 99999', 2, /"99999".*65535/),
  line('serve --host nowhere.invalid --port 0', 1, /nowhere\.invalid/),
  line('schedule 1 --at +1d --profile one --profile two', 2, /one, two/),
  line('simulator --port 99999', 2, /"99999".*65535/),
  line('simulator --port x', 2, /"x"/),
  line('simulator --realistic --opt-outs 200%', 2, /"200%".*2%/),
  line('simulator --callbacks 5%', 2, /--realistic/),
  line('simulator --realistic --timezone Sydney', 2, /"Sydney".*Did you mean Australia\/Sydney\?/s),
  line('contacts list --fields name,nmae', 2, /"nmae".*phoneNumber/s),
  line('calls list --status done', 2, /"done".*registered/s),
  line('calls list --disposition busy,lost', 2, /"lost".*no_answer/s),
  line('calls sync --since soonish', 2, /"soonish"/),
  line('report --campaign nowhere', 3, /"nowhere".*campaigns list/s),
  line('report --by month', 2, /month.*hour, day, agent, tag, from-number/s),
  line('report --since soonish', 2, /"soonish"/),
  line('report --fields nothing', 2, /"nothing".*key, peopleCalled/s),
  line('report --html .', 1, /could not be written.*EISDIR/s),
  line('calls callbacks done', 2, /Missing.*ids/),
  line('calls callbacks done 9', 3, /callback 9/),
  line('calls callbacks done ada', 2, /"ada"/),
  line('calls list --contact nobody', 3, /"nobody"/),
  line('schedule --at +1h --campaign nowhere', 3, /"nowhere".*campaigns list/s),
  line('schedule --at +1h --campaign 1 --last-outcome busy,lost', 2, /"lost".*no_answer/s),
  line('schedule 1 --at +1h --last-outcome busy', 2, /--campaign NAME/),
  line('calls list --campaign nowhere', 3, /"nowhere".*campaigns list/s),
  line('calls show 99', 3, /call 99/),
  line('contacts purge nobody', 3, /"nobody"/),
  line('calls show x', 2, /"x"/),
  line('dnc add', 2, /Missing.*numbers/),
  line('dnc add 12', 2, /"12".*too short/),
  line('dnc add 6113*', 2, /"6113\*".*country code/),
  line('dnc remove 0491570006', 3, /not on the do-not-call list/),
  line('dnc import nowhere.csv', 2, /nowhere\.csv/),
  line('dnc wash nowhere.csv --register DNCR', 2, /--date/),
  line('dnc wash nowhere.csv --register DNCR --date 2026-02-30', 2, /"2026-02-30" is not a date/),
  line('dnc wash nowhere.csv --register DNCR --date 2099-01-01', 2, /2099-01-01/),
  line('plan tomorrow', 2, /Too many arguments/),
  line('plan --days 0', 2, /"0".*1 to 100/),
  line('plan --limit x', 2, /"x"/),
  line('plan --fields at,nme', 2, /"nme".*scheduledCallId/s),
  line('why', 2, /whom or which call/),
  line('why 1 --scheduled 1', 2, /not about both/),
  line('why nobody', 3, /"nobody"/),
  line('why --scheduled 99', 3, /scheduled call 99/),
  line('why --scheduled x', 2, /"x" is not the id/),
  line('why 1 --at yesterday', 2, /"yesterday"/),
  line('why 1 --at 2020-01-01T00:00:00Z', 5, /in the past/),
  line('status now', 2, /Too many arguments/),
  line('halt now', 2, /Too many arguments/),
  line('resume --reason x', 2, /--reason/),
  line('campaigns show', 2, /Missing.*campaign/),
  line('campaigns show nothing', 3, /"nothing"/),
  line('campaigns pause 9', 3, /"9"/),
  line('campaigns rename 1 2', 2, /is a number/),
  line('campaigns edit 1', 2, /--max-cost/),
  line('campaigns edit 1 --max-cost lots', 2, /"lots" is not an amount/),
  line('campaigns edit nothing --max-cost 5', 3, /"nothing"/),
  line('schedule 1 --at +1h --max-cost 0', 2, /"0" is not an amount/),
  line('schedule 1 --at +1h --name 7', 2, /is a number/),
  line('holidays add', 2, /Missing.*date/),
  line('holidays add soon Party', 2, /"soon" is not a date/),
  line('holidays add 2030-13-01 Party', 2, /no month 13/),
  line('holidays add 2020-01-01 Party', 5, /2020-01-01 is over/),
  line('holidays remove 2030-01-02', 3, /2030-01-02 is not a holiday/),
  line('holidays list --region XX', 2, /"XX" is not a region of AU/),
  line('call-times set', 2, /Missing.*name/),
  line('call-times set late Mon', 2, /hours are missing/),
  line('call-times set us Mon', 2, /"us" is a preset/),
  line('call-times remove late', 3, /named "late"/),
  line('tokens create --scope all', 2, /all.*read, call, admin/s),
  line('tokens create --expires soon', 2, /"soon".*90d/s),
  line('tokens create --expires 1s', 2, /1 minute to 10 years/),
  line('tokens create --name 12', 2, /is a number/),
  line('tokens list --sort hash', 2, /"hash".*lastUsedAt/s),
  line('tokens revoke', 2, /Missing.*token/),
  line('tokens revoke 9 --yes', 3, /token 9.*tokens list/s),
  line('accounts merge', 2, /Missing.*id/),
  line('accounts merge x', 2, /"x"/),
  line('accounts merge 9 --yes', 3, /account 9/),
  line('contacts show 99999999999999999999', 2, /is not an id/),
  line('contacts show +61', 3, /\+61/),
  line('contacts list --color sometimes', 2, /sometimes.*auto, always, never/s),
  line('config set', 2, /Missing.*name/),
  line('config get colour', 2, /no setting "colour"/),
  line('config set interval often', 2, /VOICEBOT_INTERVAL is "often"/),
  line('config set timezone sidney', 2, /"sidney".*Did you mean Australia\/Sydney\?/s),
  line('config unset timezne', 2, /Did you mean VOICEBOT_TIMEZONE/),
  line('config edit', 2, /no terminal/),
  line('profiles use', 2, /Missing.*name/),
  line('profiles use nowhere', 4, /no profile "nowhere"/),
  line('profiles add ../x', 2, /"\.\.\/x" cannot be the name/),
  line('profiles add default', 5, /already a profile "default"/),
  line('profiles remove nowhere --yes', 4, /no profile "nowhere"/),
  line('profiles remove default', 2, /needs --yes/),
  line('profiles path .removed', 2, /"\.removed" cannot be/),
  line('--profile ../x contacts list', 2, /"\.\.\/x" cannot be the name of a profile/),
  line('--profile .. contacts list', 2, /"\.\."/),
  line('--profile a/b config', 2, /"a\/b"/),
];

const wrongSettings: Refusal[] = [
  line('schedule 1 --at 14:00', 2, /VOICEBOT_TIMEZONE.*"Mars".*environment/s, { VOICEBOT_TIMEZONE: 'Mars' }),
  line('schedule 1 --at 14:00', 2, /VOICEBOT_INTERVAL.*"2".*environment/s, { VOICEBOT_INTERVAL: '2' }),
  line('schedule 1 --at 14:00', 2, /VOICEBOT_MAX_ATTEMPTS.*"0".*environment/s, {
    VOICEBOT_MAX_ATTEMPTS: '0',
  }),
  line('schedule 1 --at 14:00', 2, /VOICEBOT_LOCALE.*"en_AU!".*environment/s, { VOICEBOT_LOCALE: 'en_AU!' }),
  line('contacts show 0491570006', 2, /VOICEBOT_COUNTRY.*"Oz1".*environment/s, { VOICEBOT_COUNTRY: 'Oz1' }),
  line('contacts show 0491570006', 2, /VOICEBOT_COUNTRY.*"ZZ".*environment/s, { VOICEBOT_COUNTRY: 'ZZ' }),
  line('call 1', 2, /VOICEBOT_FROM_NUMBER.*"banana".*environment/s, { VOICEBOT_FROM_NUMBER: 'banana' }),
  line('call 1', 2, /RETELL_BASE_URL.*"nowhere".*environment/s, { RETELL_BASE_URL: 'nowhere' }),
  line('process-due', 2, /VOICEBOT_CONCURRENCY.*"many".*environment/s, { VOICEBOT_CONCURRENCY: 'many' }),
  line('process-due', 2, /VOICEBOT_REQUEST_TIMEOUT.*"10ms".*environment/s, {
    VOICEBOT_REQUEST_TIMEOUT: '10ms',
  }),
  line('process-due', 2, /VOICEBOT_RECONCILE_AFTER.*"x".*environment/s, { VOICEBOT_RECONCILE_AFTER: 'x' }),
  line('process-due', 2, /VOICEBOT_RETRY_DELAY.*"x".*environment/s, { VOICEBOT_RETRY_DELAY: 'x' }),
  line('process-due', 2, /VOICEBOT_UNKNOWN_CALLS.*"maybe".*resend or hold/s, {
    VOICEBOT_UNKNOWN_CALLS: 'maybe',
  }),
  line('process-due', 2, /VOICEBOT_NOW.*"yesterday".*environment/s, { VOICEBOT_NOW: 'yesterday' }),
  line('process-due', 2, /VOICEBOT_NOW.*RETELL_BASE_URL/s, { RETELL_BASE_URL: undefined }),
  line('process-due', 2, /VOICEBOT_NOW.*RETELL_BASE_URL/s, { RETELL_BASE_URL: 'https://api.retellai.com' }),
  line('process-due', 2, /VOICEBOT_NOW/, { RETELL_BASE_URL: 'http://127.0.0.1.example.com' }),
];

const errorDocument = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({
    code: z.string().regex(/^[a-z_]+$/),
    message: z.string().min(1),
    hint: z.string().min(1),
  }),
});

/** Runs each command line with `--json`. @returns those that print anything but the contract's error */
async function wrongDocuments(operator: Operator, refusals: Refusal[]): Promise<string[]> {
  const found = await runRefusals(operator, refusals, '--json');
  return found.flatMap(({ refusal: { words, code, says }, ran }) => {
    const document = errorDocument.safeParse(jsonIn(ran.stdout));
    const right = document.success && ran.code === code && ran.stderr === '' && says.test(ran.stdout);
    return right ? [] : [`${words.join(' ')} --json: exit ${ran.code}; ${oneLine(ran.stdout)}${ran.stderr}`];
  });
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('bad input gets the contract’s error and exit code, and changes nothing', () => {
  it.each([
    { what: 'words', refusals: wrongWords },
    { what: 'settings', refusals: wrongSettings },
  ])('$what', async ({ refusals }) => {
    const operator = await operatorWith();
    await operator.json(['schedule', '1', '--at', '+10m', '--no-check']);
    const before = everything(operator);
    expect(await wrongRefusals(operator, refusals)).toEqual([]);
    expect(everything(operator)).toEqual(before);
    expect(operator.simulator.requests()).toEqual([]);
  });

  it('as JSON: only code, message and hint, on standard output', async () => {
    const operator = await operatorWith();
    const plain = (refusals: Refusal[]) => refusals.map((one) => ({ ...one, says: /./ }));
    expect(await wrongDocuments(operator, plain(wrongWords))).toEqual([]);
    expect(await wrongDocuments(operator, plain(wrongSettings.slice(0, 3)))).toEqual([]);
  });

  it('names the file that a wrong setting is in', async () => {
    const operator = await operatorWith();
    operator.file('.env', 'VOICEBOT_TIMEZONE=Mars\n');
    operator.file('.config/voicebot/acme/.env', 'VOICEBOT_CONCURRENCY=many\n');
    await operator.json(['--profile', 'acme', 'contacts', 'add', '--phone', '0491570006']);
    const env = { VOICEBOT_TIMEZONE: undefined };
    expect(
      await wrongRefusals(operator, [
        { words: ['schedule', '1', '--at', '14:00'], code: 2, says: /"Mars".*\.\/\.env/s, env },
        {
          words: ['--profile', 'acme', 'process-due'],
          code: 2,
          says: /VOICEBOT_CONCURRENCY.*"many".*voicebot\/acme\/\.env/s,
          env: { VOICEBOT_TIMEZONE: 'UTC' },
        },
      ]),
    ).toEqual([]);
    const shown = await operator.voicebot(['config']);
    expect(shown.code).toBe(2);
    expect(shown.stdout).toMatch(/VOICEBOT_TIMEZONE +Mars +\.\/\.env +.*IANA/);
  });

  it('leaves a file unchanged that is not a database', async () => {
    const operator = await operatorWith();
    operator.file('list.csv', 'Name,Phone\n');
    mkdirSync(join(operator.home, 'folder'));
    expect(
      await wrongRefusals(operator, [
        { words: ['--db', 'list.csv', 'contacts', 'list'], code: 1, says: /list\.csv is not a database/ },
        { words: ['--db', 'folder', 'contacts', 'list'], code: 1, says: /folder/ },
        { words: ['--db', 'list.csv/x.db', 'contacts', 'list'], code: 1, says: /list\.csv\/x\.db/ },
      ]),
    ).toEqual([]);
    expect((await operator.voicebot(['contacts', 'import', 'list.csv'])).code).toBe(0);
  });

  it('shows help even if settings are wrong', async () => {
    const { voicebot } = await operatorWith();
    const broken = { env: { VOICEBOT_TIMEZONE: 'Mars', VOICEBOT_NOW: 'x' } };
    for (const words of [
      ['--help'],
      ['schedule', '--help'],
      ['contacts', 'import', '-h'],
      ['--version'],
      [],
    ]) {
      const ran = await voicebot(words, broken);
      expect({ words, code: ran.code, stderr: ran.stderr }).toEqual({ words, code: 0, stderr: '' });
      expect(ran.stdout).toMatch(/USAGE\n {2}voicebot|^\d+\.\d+\.\d+/);
    }
  });
});
