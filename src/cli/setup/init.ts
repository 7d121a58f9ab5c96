import { Problem } from '../../domain/problem.ts';
import { withValues } from '../../settings/changes/edit-env-text.ts';
import { parseEnvText, readEnvText, writePrivateFile } from '../../settings/env-file.ts';
import { secretsOf } from '../../settings/secrets.ts';
import type { Context } from '../context.ts';
import { crontabLine } from '../cron/job.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { voicebotCommand } from '../unattended/command-line.ts';
import { settleCallTimes } from './init-call-times.ts';
import {
  type Account,
  settleAgent,
  settleApiKey,
  settleCountry,
  settleFromNumber,
  settleTimezone,
} from './init-prompts.ts';

interface InitOptions {
  apiKeyStdin?: true | undefined;
  from?: string | undefined;
  agent?: string | undefined;
  timezone?: string | undefined;
  country?: string | undefined;
  callTimes?: string | undefined;
  check: boolean;
}

/** The settings to write. Those that are absent stay as they are. */
type Values = Record<string, string> & Record<'RETELL_API_KEY', string>;

/** `init`: sets up a profile. */
export async function init(context: Context, options: InitOptions): Promise<void> {
  const { terminal, profileFile } = context;
  const text = readEnvText(profileFile);
  const current = parseEnvText(text);
  if (!terminal.canPrompt) requireEnough(options, current);
  const values = await settle(context, options, current);
  const newText = withValues(text, values);
  terminal.note(previewLines(context, values));
  await terminal.confirm(`Save to ${profileFile}?`, { default: true, unattended: 'proceed' });
  writePrivateFile(profileFile, newText);
  // Cron finds a database, even before there are contacts.
  await context.store();
  report(context, values, options.check);
}

function requireEnough(options: InitOptions, current: NodeJS.Dict<string>): void {
  const needed = [
    { option: '--api-key-stdin', value: options.apiKeyStdin ?? current['RETELL_API_KEY'] },
    { option: '--from', value: options.from ?? current['VOICEBOT_FROM_NUMBER'] },
    { option: '--agent', value: options.agent ?? current['VOICEBOT_AGENT_ID'] },
  ];
  const missing = needed.filter(({ value }) => !value).map(({ option }) => option);
  if (missing.length === 0) return;
  throw new Problem('usage', {
    code: 'not_enough_options',
    message: `No terminal to ask on. Missing: ${missing.join(', ')}.`,
    hint: 'Run it on a terminal, or: voicebot init --api-key-stdin --from NUMBER --agent ID < file-with-the-key',
  });
}

async function settle(context: Context, options: InitOptions, current: NodeJS.Dict<string>): Promise<Values> {
  const { terminal, settings } = context;
  const { apiKey, account } = await settleAccount(context, options, current['RETELL_API_KEY']);
  // What cannot be read is proposed as it is, and refused at its question.
  const asSet = (name: 'VOICEBOT_COUNTRY' | 'VOICEBOT_TIMEZONE', read: () => string) =>
    terminal.canPrompt ? settings.text(name).text : read();
  const country = await settleCountry(terminal, {
    option: options.country,
    current: options.country ?? asSet('VOICEBOT_COUNTRY', () => settings.country),
  });
  const timezone = await settleTimezone(terminal, {
    option: options.timezone,
    current: options.timezone ?? asSet('VOICEBOT_TIMEZONE', () => settings.timezone),
  });
  const { baseUrl, allowsHttp } = settings;
  const from = { option: options.from, current: current['VOICEBOT_FROM_NUMBER'] };
  const callTimes = { option: options.callTimes, current: settings.callTimesText };
  const agent = { option: options.agent, current: current['VOICEBOT_AGENT_ID'] };
  return {
    RETELL_API_KEY: apiKey,
    // The key, number and agent are those of the account there.
    ...(baseUrl ? { RETELL_BASE_URL: baseUrl } : {}),
    ...(baseUrl && allowsHttp ? { VOICEBOT_ALLOW_HTTP: 'yes' } : {}),
    VOICEBOT_FROM_NUMBER: await settleFromNumber(terminal, from, account, country),
    VOICEBOT_AGENT_ID: await settleAgent(terminal, agent, account),
    ...withCallTimes(await settleCallTimes(terminal, callTimes, country)),
    ...(options.timezone || terminal.canPrompt ? { VOICEBOT_TIMEZONE: timezone } : {}),
    ...(options.country || terminal.canPrompt ? { VOICEBOT_COUNTRY: country } : {}),
  };
}

function withCallTimes(text: string | undefined): Record<string, string> {
  return text === undefined ? {} : { VOICEBOT_CALL_TIMES: text };
}

/** Gets the API key, and what its account has. On a terminal a key that Retell refuses is refused at its question. */
async function settleAccount(
  context: Context,
  { apiKeyStdin, check }: InitOptions,
  current: string | undefined,
): Promise<{ apiKey: string; account: Account }> {
  const { terminal, settings } = context;
  let account: Account = { fromNumbers: [], agents: [] };
  let trouble: unknown;
  const refusal = async (key: string): Promise<string | undefined> => {
    if (!check) return undefined;
    try {
      account = await askRetell(context, key);
      return undefined;
    } catch (error) {
      if (error instanceof Problem && error.kind === 'not_set_up') return `${error.message}. ${copyTheKey}`;
      trouble = error;
      return undefined;
    }
  };
  const apiKey = await settleApiKey(terminal, { fromStandardInput: apiKeyStdin ?? false, current }, refusal);
  if (trouble) throw trouble;
  if (!check || terminal.canPrompt) return { apiKey, account };
  terminal.note(paint.dim(`Getting numbers and agents from ${settings.baseUrl ?? 'Retell'}.`));
  return { apiKey, account: await askRetell(context, apiKey) };
}

const copyTheKey = "Copy the key from Retell's dashboard and try again.";

/** Gets the account's numbers and agents with the new key. @throws Problem that says that nothing was written */
async function askRetell(context: Context, apiKey: string): Promise<Account> {
  const { parts, settings, terminal } = context;
  const { baseUrl, requestTimeout } = settings;
  terminal.conceal(secretsOf({ RETELL_API_KEY: apiKey }));
  try {
    const telephony = await parts.connect({ apiKey, requestTimeout, ...(baseUrl ? { baseUrl } : {}) });
    const [fromNumbers, agents] = await Promise.all([telephony.listFromNumbers(), telephony.listAgents()]);
    return { fromNumbers, agents };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const hint =
      error.kind === 'not_set_up'
        ? `Nothing was written. ${copyTheKey}`
        : `Nothing was written. ${whereAsked(context)}Try again later, or add --no-check to write without asking Retell.`;
    throw new Problem(error.kind, { code: error.code, message: error.message, hint }, { cause: error });
  }
}

/** Says where the address comes from that did not respond: it may be a rehearsal's simulator. */
function whereAsked({ settings }: Context): string {
  const address = settings.texts().find(({ name, text }) => name === 'RETELL_BASE_URL' && text);
  if (!address) return '';
  return `RETELL_BASE_URL is set in ${address.origin === 'environment' ? 'the environment' : address.origin}; remove it to ask Retell itself. `;
}

function previewLines({ profileFile }: Context, values: Values): Printable[] {
  const shown = Object.entries({ ...values, RETELL_API_KEY: '(not shown)' });
  const lines = shown.map(([name, value]) => styled`  ${paint.dim(`${name}=`)}${value}`);
  return [`Settings for ${profileFile}:`, ...lines];
}

function report(context: Context, values: Values, checked: boolean): void {
  const { output, terminal, profileFile, settings } = context;
  for (const { name, text, origin } of settings.texts()) {
    const overrides = origin === 'environment' || origin === './.env';
    if (!overrides || values[name] === undefined || values[name] === text) continue;
    const where = origin === 'environment' ? 'in the environment' : 'in ./.env';
    terminal.note(paint.yellow(`! ${name} is also set ${where}, which takes precedence over this file.`));
  }
  const { RETELL_API_KEY: _secret, ...shown } = values;
  const { line, byHand } = crontabLine(context, values);
  const json = { success: true, file: profileFile, settings: shown, checked, crontabLine: line };
  output.result(byHand.length > 0 ? { ...json, addToCrontabLine: byHand } : json, () => [
    `Saved to ${profileFile}`,
    ...nextSteps(voicebotCommand(context)),
  ]);
}

function nextSteps(voicebot: string): string[] {
  return [
    '',
    'Next steps:',
    `  ${voicebot} contacts import list.csv   import your contacts`,
    `  ${voicebot} call 1                     call one of them now`,
    `  ${voicebot} cron install               have cron place calls when they are due`,
    `  ${voicebot} doctor                     check for problems`,
  ];
}
