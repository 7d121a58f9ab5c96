import { dirname } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import { isHarmless, type SettingName, type Settings, settingNames } from '../definitions.ts';
import { parseEnvText } from '../env-file.ts';
import type { Layer } from '../layers.ts';
import { loadSettings } from '../settings.ts';

/** Which file is to be changed, and what counts beside it. */
export interface Target {
  /** Absolute path. */
  file: string;
  /** Whether it is the file of `--env-file`. */
  isNamed: boolean;
  settings: Settings;
}

/** Returns the settings of a text alone, as if it were a settings file. @param origin where messages say that they come from */
export function settingsIn(text: string, { file, settings }: Target, origin = file): Settings {
  const layer: Layer = { kind: 'profile', origin, values: parseEnvText(text), folder: dirname(file) };
  return loadSettings({ layers: [layer], defaultDatabase: settings.database });
}

/** Returns what is wrong with the values in a text. @param check reads a setting for its error */
export function problemsIn(settings: Settings, check: (name: SettingName) => void): Problem[] {
  return settingNames.flatMap((name) => {
    try {
      settings.check(name);
      check(name);
      return [];
    } catch (error) {
      if (error instanceof Problem) return [error];
      throw error;
    }
  });
}

/** Returns the layer that takes precedence over the file for this setting; undefined if what the file sets counts. */
export function strongerLayer(name: SettingName, { settings, isNamed }: Target): Layer | undefined {
  const above: Layer['kind'][] = ['option', 'environment'];
  if (!isNamed) above.push('named');
  const profileIsNamed = settings.layers.some(
    ({ kind, values }) =>
      kind !== 'kept' && kind !== 'profile' && kind !== 'local' && values['VOICEBOT_PROFILE'],
  );
  if (!isNamed && !profileIsNamed) above.push('local');
  return settings.layers.find(
    ({ kind, values, file }) =>
      above.includes(kind) && Boolean(values[name]) && (!file?.limit || isHarmless(name)),
  );
}

/** Returns the settings as they are once the file has this text. */
export function settingsAfter(text: string, { file, settings }: Target): Settings {
  const values = parseEnvText(text);
  const layers = settings.layers.map((layer) => (layer.file?.path === file ? { ...layer, values } : layer));
  return loadSettings({ layers, defaultDatabase: settings.database });
}
