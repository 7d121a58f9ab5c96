import { Problem } from '../../domain/problem.ts';
import type { Settings } from '../../settings/definitions.ts';
import { type ProfileOptions, type Surroundings, settingsFor } from '../../settings/profiles/profile.ts';
import { secretsIn } from '../../settings/profiles/secrets-in.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Returns the settings that options stand for as they are now, and conceals their secrets. They must still be those of the profile and
 * database that are open: otherwise the people of one would be called with the account of another.
 *
 * @throws Problem `profile_changed`, or as `settingsFor`
 */
export function renewSettings(
  options: ProfileOptions,
  open: Settings,
  { parts, terminal }: { parts: Surroundings; terminal: Pick<Terminal, 'conceal'> },
): Settings {
  const { settings } = settingsFor(options, parts);
  terminal.conceal(secretsIn(settings));
  const changed = (['profile', 'database'] as const).find((name) => settings[name] !== open[name]);
  if (!changed) return settings;
  throw new Problem('not_set_up', {
    code: 'profile_changed',
    message: `The settings now name the ${changed} ${settings[changed]}; this command began with ${open[changed]}.`,
    hint: 'Change them back, or start this command again.',
  });
}
