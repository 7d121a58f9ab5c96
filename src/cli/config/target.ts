import type { Target } from '../../settings/changes/candidate.ts';
import type { Context } from '../context.ts';

/** Returns the file that `config` changes: the one that `--env-file` names, or the profile's own. */
export function targetOf({ settings, profileFile, envFile }: Context): Target {
  return { file: envFile ?? profileFile, isNamed: envFile !== undefined, settings };
}
