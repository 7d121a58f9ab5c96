import { Problem } from '../../domain/problem.ts';
import type { Settings } from '../../settings/definitions.ts';

/**
 * Checks that settings which were read again are still those of the profile and database that are open: otherwise the people of one would be
 * called with the account of another.
 *
 * @throws Problem `profile_changed`
 */
export function requireSame(
  renewed: Pick<Settings, 'profile' | 'database'>,
  open: Pick<Settings, 'profile' | 'database'>,
): void {
  const changed = (['profile', 'database'] as const).find((name) => renewed[name] !== open[name]);
  if (!changed) return;
  throw new Problem('not_set_up', {
    code: 'profile_changed',
    message: `The settings now name the ${changed} ${renewed[changed]}; this began with ${open[changed]}.`,
    hint: 'Change them back, or start this command again.',
  });
}
