import { settingsAfter } from '../../settings/changes/candidate.ts';
import { withoutValue } from '../../settings/changes/edit-env-text.ts';
import { requireSettingName } from '../../settings/changes/setting-name.ts';
import { parseEnvText, readEnvText, writePrivateFile } from '../../settings/env-file.ts';
import type { Context } from '../context.ts';
import { shownText } from '../setup/env-file/shown-settings.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { targetOf } from './target.ts';

/** `config unset`: removes a setting from the profile's file, and says what counts now. */
export async function unset(context: Context, nameText: string): Promise<void> {
  const name = requireSettingName(nameText);
  const target = targetOf(context);
  const text = readEnvText(target.file);
  const before = parseEnvText(text)[name];
  const without = withoutValue(text, name);
  if (without !== text) writePrivateFile(target.file, without);
  const now = settingsAfter(without, target).text(name);
  const value = now.text === undefined ? null : shownText(name, now.text);
  const document = {
    success: true,
    name,
    before: before === undefined ? null : shownText(name, before),
    value,
    origin: now.origin,
    file: target.file,
  };
  context.output.result(document, (): Printable[] => [
    before === undefined
      ? styled`${name} is not set in ${target.file}`
      : styled`${paint.green('✓')} Removed ${name} from ${target.file}`,
    value === null
      ? '  It is not set now, and has no default.'
      : `  It is now ${value} (from ${originOf(document.origin)}).`,
  ]);
}

function originOf(origin: string): string {
  const names: Record<string, string> = {
    default: 'the defaults',
    environment: 'the environment',
    option: 'the command line',
  };
  return names[origin] ?? origin;
}
