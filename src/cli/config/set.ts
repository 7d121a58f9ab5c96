import { text as allTextOf } from 'node:stream/consumers';
import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import { callTimesSetting } from '../../session/call-times-setting.ts';
import { settingsIn, strongerLayer } from '../../settings/changes/candidate.ts';
import { withValues } from '../../settings/changes/edit-env-text.ts';
import { requireSettingName } from '../../settings/changes/setting-name.ts';
import { isSecret, type SettingName } from '../../settings/definitions.ts';
import { parseEnvText, readEnvText, writePrivateFile } from '../../settings/env-file.ts';
import { secretsOf } from '../../settings/secrets.ts';
import { refusalOf } from '../asking/can-ask.ts';
import type { Context } from '../context.ts';
import { shownText } from '../setup/env-file/shown-settings.ts';
import { settleApiKey, settleText } from '../setup/init-prompts.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { targetOf } from './target.ts';

/** `config set`: writes a setting to the profile's file, once its value has been checked. */
export async function set(context: Context, nameText: string, given: string | undefined): Promise<void> {
  const { output, terminal } = context;
  const name = requireSettingName(nameText);
  const target = targetOf(context);
  if (name === 'VOICEBOT_PROFILE' && !target.isNamed) throw profileElsewhere();
  const value = await settleValue(context, name, given);
  const text = readEnvText(target.file);
  const before = parseEnvText(text)[name] || null;
  writePrivateFile(target.file, withValues(text, { [name]: value }));
  const shown = { value: shownText(name, value), before: before === null ? null : shownText(name, before) };
  const was = shown.before === null || before === value ? '' : ` (was ${shown.before})`;
  output.result({ success: true, name, ...shown, file: target.file }, () => [
    styled`${paint.green('✓')} ${name} is ${paint.bold(shown.value)}${was}`,
    styled`  ${paint.dim('in')} ${target.file}`,
  ]);
  const stronger = strongerLayer(name, target);
  if (stronger) {
    const where = stronger.kind === 'option' ? 'the command line' : stronger.origin;
    terminal.note(
      paint.yellow(
        `! ${name} is also set in ${where === 'environment' ? 'the environment' : where}, which takes precedence.`,
      ),
    );
  }
}

/** Gets the value from the command line, the operator or standard input. @throws Problem if it is wrong */
async function settleValue(context: Context, name: SettingName, given: string | undefined): Promise<string> {
  const { terminal } = context;
  if (name === 'RETELL_API_KEY') {
    if (given !== undefined) throw keyInHistory(name);
    const key = await settleApiKey(terminal, { fromStandardInput: true, current: undefined });
    terminal.conceal(secretsOf({ [name]: key }));
    return key;
  }
  if (isSecret(name)) {
    if (given !== undefined) throw keyInHistory(name);
    return settleSecret(context, name);
  }
  if (given !== undefined) return checkedValue(context, name, given);
  if (!terminal.canPrompt) return checkedValue(context, name, await allTextOf(terminal.stdin));
  const sources = { option: undefined, current: context.settings.text(name).text };
  return settleText(terminal, sources, `${name}:`, (text) =>
    briefly(() => checkedValue(context, name, text)),
  );
}

/** Gets a secret from the operator, without showing it, or from standard input. @throws Problem if it is wrong */
async function settleSecret(context: Context, name: SettingName): Promise<string> {
  const { terminal } = context;
  if (!terminal.canPrompt) return checkedValue(context, name, await allTextOf(terminal.stdin));
  const check = (text: string) => refusalOf(() => briefly(() => checkedValue(context, name, text)));
  return checkedValue(context, name, await terminal.inputSecret(name, check));
}

/** Runs a check whose refusal is shown beside the value that it refuses. @throws Problem without the value */
function briefly(check: () => string): string {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Problem && error.cause instanceof Problem)) throw error;
    const { code, message, facts } = error.cause;
    const hint = facts['near'] ? `Did you mean ${facts['near']}?` : '';
    const sentence = message.charAt(0).toUpperCase() + message.slice(1);
    throw new Problem('usage', { code, message: sentence, hint }, { cause: error });
  }
}

/** Returns the value as it is written. @throws Problem if the setting could not be read with it */
function checkedValue(context: Context, name: SettingName, untrimmed: string): string {
  const value = untrimmed.trim();
  context.terminal.conceal(secretsOf({ [name]: value }));
  if (value === '') {
    throw new Problem('usage', {
      code: 'empty_setting',
      message: `The value for ${name} is empty.`,
      hint: `To remove the setting: voicebot config unset ${name}`,
    });
  }
  const target = targetOf(context);
  const candidate = settingsIn(withValues(readEnvText(target.file), { [name]: value }), target, 'option');
  candidate.check(name);
  if (name === 'VOICEBOT_CALL_TIMES') callTimesSetting(candidate);
  return name === 'VOICEBOT_FROM_NUMBER' ? requirePhoneNumber(value, context.settings.country) : value;
}

function keyInHistory(name: SettingName): Problem {
  return new Problem('usage', {
    code: 'secret_on_command_line',
    message: 'A key on the command line stays in the history of your shell, where others may read it.',
    hint: `Leave it out, and paste it when asked; or: voicebot config set ${name} < file-with-the-key`,
  });
}

function profileElsewhere(): Problem {
  return new Problem('usage', {
    code: 'profile_elsewhere',
    message: 'The profile cannot be chosen in the file of a profile.',
    hint: 'To keep one for commands that name none: voicebot profiles use <name>',
  });
}
