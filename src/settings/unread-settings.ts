import { nearestNames } from '../domain/nearest-names.ts';
import { settingNames } from './definitions.ts';
import { choosesProfile, type Layer } from './layers.ts';

/** Something in a settings file or the environment that voicebot does not read. */
export interface UnreadSetting {
  origin: string;
  /** Null for a whole file. */
  name: string | null;
  /** Why it is not read, as a sentence. */
  reason: string;
}

/** Names with these beginnings can only be meant for voicebot. */
const ours = /^(?:VOICEBOT|RETELL)_/i;

/** Read from the environment, but no settings. */
const notSettings = ['VOICEBOT_CRASH_AT'];

/** Returns what looks like a setting but is not read: misspelt names, and files in UTF-16. */
export function unreadSettings(layers: readonly Layer[]): UnreadSetting[] {
  return layers.flatMap((layer): UnreadSetting[] => {
    const { origin, file } = layer;
    if (file?.limit === 'utf16') {
      const reason =
        'The file is not UTF-8 but looks like UTF-16, so none of its settings are read. Save it as UTF-8.';
      return [{ origin, name: null, reason }];
    }
    return Object.keys(layer.values).flatMap((name) => {
      const reason = whyUnread(name, layer);
      return reason ? [{ origin, name, reason }] : [];
    });
  });
}

function whyUnread(name: string, layer: Layer): string | undefined {
  if (!layer.values[name] || layer.kind === 'option' || notSettings.includes(name)) return undefined;
  if (name === 'VOICEBOT_PROFILE' && !choosesProfile(layer))
    return 'The profile cannot be chosen here. Use --profile, or set it in the environment.';
  if (settingNames.some((known) => known === name)) return undefined;
  const [nearest] = nearestNames(name, settingNames);
  // Other programs have settings in the environment and in `./.env` too.
  const isMeantForUs = ours.test(name) || layer.kind === 'profile';
  if (!isMeantForUs && !nearest) return undefined;
  return `There is no such setting.${nearest ? ` Did you mean ${nearest}?` : ''}`;
}
