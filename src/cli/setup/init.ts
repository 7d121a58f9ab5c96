import { Problem } from '../../domain/problem.ts';
import { parseEnvText, readEnvText, withValues, writePrivateFile } from '../../settings/env-file.ts';
import type { Context } from '../context.ts';
import { printable } from '../terminal/printable.ts';
import { crontabLine, profileOption } from './crontab-line.ts';
import type { Account } from './init-prompts.ts';

interface InitOptions {
  apiKeyStdin?: true | undefined;
  from?: string | undefined;
  agent?: string | undefined;
  timezone?: string | undefined;
  country?: string | undefined;
  check: boolean;
}

/** The settings that a profile is set up with; those that nobody spoke of are left as they are. */
type Values = Record<string, string> & Record<'RETELL_API_KEY', string>;

/** `init` */
export async function init(context: Context, options: InitOptions): Promise<void> {
  const { terminal, profileFile } = context;
  const before = readEnvText(profileFile);
  const present = parseEnvText(before);
  if (!terminal.mayAsk) requireEnough(options, present);
  const values = await settle(context, options, present);
  const text = withValues(before, values);
  for (const line of plan(context, values)) terminal.note(line);
  await terminal.confirm(`Write ${printable(profileFile)}?`, { proposal: true, unasked: 'go ahead' });
  writePrivateFile(profileFile, text);
  tell(context, values, options.check);
}

function requireEnough(options: InitOptions, present: Record<string, string | undefined>): void {
  const needed = [
    { option: '--api-key-stdin', value: options.apiKeyStdin ?? present['RETELL_API_KEY'] },
    { option: '--from', value: options.from ?? present['VOICEBOT_FROM_NUMBER'] },
    { option: '--agent', value: options.agent ?? present['VOICEBOT_AGENT_ID'] },
  ];
  const missing = needed.filter(({ value }) => !value).map(({ option }) => option);
  if (missing.length === 0) return;
  throw new Problem('usage', {
    code: 'not_enough_options',
    message: `Nobody can be asked, and this is missing: ${missing.join(', ')}.`,
    hint: 'On a terminal, voicebot init asks. Elsewhere: voicebot init --api-key-stdin --from NUMBER --agent ID < file-with-the-key',
  });
}

async function settle(
  context: Context,
  options: InitOptions,
  present: Record<string, string | undefined>,
): Promise<Values> {
  const { terminal, settings } = context;
  const answers = await import('./init-prompts.ts');
  const apiKey = await answers.settleApiKey(terminal, {
    fromStandardInput: options.apiKeyStdin ?? false,
    present: present['RETELL_API_KEY'],
  });
  const account = options.check ? await askRetell(context, apiKey) : { fromNumbers: [], agents: [] };
  const country = await answers.settleCountry(terminal, {
    given: options.country,
    present: options.country ?? settings.country,
  });
  const timezone = await answers.settleTimezone(terminal, {
    given: options.timezone,
    present: options.timezone ?? settings.timezone,
  });
  const from = { given: options.from, present: present['VOICEBOT_FROM_NUMBER'] };
  const agent = { given: options.agent, present: present['VOICEBOT_AGENT_ID'] };
  return {
    RETELL_API_KEY: apiKey,
    VOICEBOT_FROM_NUMBER: await answers.settleFromNumber(terminal, from, account, country),
    VOICEBOT_AGENT_ID: await answers.settleAgent(terminal, agent, account),
    ...(options.timezone || terminal.mayAsk ? { VOICEBOT_TIMEZONE: timezone } : {}),
    ...(options.country || terminal.mayAsk ? { VOICEBOT_COUNTRY: country } : {}),
  };
}

/** Asks with the key that is to be written. @throws Problem that says that nothing was written */
async function askRetell({ parts, settings, terminal }: Context, apiKey: string): Promise<Account> {
  const { baseUrl, requestTimeout } = settings;
  terminal.note(
    terminal.paintErr.dim(`Asking ${printable(baseUrl ?? 'Retell')} for its numbers and agents.`),
  );
  try {
    const telephony = await parts.connect({ apiKey, requestTimeout, ...(baseUrl ? { baseUrl } : {}) });
    const [fromNumbers, agents] = await Promise.all([telephony.listFromNumbers(), telephony.listAgents()]);
    return { fromNumbers, agents };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const hint =
      error.kind === 'not_set_up'
        ? "Nothing was written. Copy the key from Retell's dashboard and try again."
        : 'Nothing was written. Try again later, or add --no-check to write without asking Retell.';
    throw new Problem(error.kind, { code: error.code, message: error.message, hint }, { cause: error });
  }
}

function plan({ profileFile, terminal: { paintErr } }: Context, values: Values): string[] {
  const shown = Object.entries({ ...values, RETELL_API_KEY: '(not shown)' });
  const lines = shown.map(([name, value]) => `  ${paintErr.dim(`${name}=`)}${printable(value)}`);
  return [`To be written to ${printable(profileFile)}:`, ...lines];
}

function tell(context: Context, values: Values, checked: boolean): void {
  const { output, terminal, profileFile, settings } = context;
  for (const { name, text, origin } of settings.texts()) {
    const isStronger = origin === 'environment' || origin === './.env';
    if (!isStronger || values[name] === undefined || values[name] === text) continue;
    const where = origin === 'environment' ? 'in the environment' : 'in ./.env';
    terminal.note(
      terminal.paintErr.yellow(`! ${name} is also set ${where}, which is stronger than this file.`),
    );
  }
  const { RETELL_API_KEY: _secret, ...shown } = values;
  const crontab = crontabLine(context);
  output.result({ success: true, file: profileFile, settings: shown, checked, crontabLine: crontab }, () => [
    `Written: ${printable(profileFile)}`,
    ...nextSteps(['voicebot', ...profileOption(context)].join(' '), printable(crontab)),
  ]);
}

function nextSteps(voicebot: string, crontab: string): string[] {
  return [
    '',
    'What to do next:',
    `  ${voicebot} contacts import list.csv   bring your contacts in`,
    `  ${voicebot} call 1                     phone one of them now`,
    `  ${voicebot} doctor                     see whether all is well`,
    'For calls to be placed when they are due, add this line with crontab -e:',
    `  ${crontab}`,
  ];
}
