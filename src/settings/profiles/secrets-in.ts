import type { Settings } from '../definitions.ts';
import { secretsOf } from '../secrets.ts';

/** Returns the secrets in the settings of a profile. */
export function secretsIn(settings: Pick<Settings, 'texts'>): string[] {
  return secretsOf(Object.fromEntries(settings.texts().map(({ name, text }) => [name, text])));
}
