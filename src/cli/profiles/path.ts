import { existsSync } from 'node:fs';
import { databaseOf } from '../../settings/profiles/change-profiles.ts';
import {
  profileSettingsFile,
  requireKnownProfile,
  requireProfileName,
} from '../../settings/profiles/known-profiles.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `profiles path`: shows where the files of a profile are. @throws Problem `unknown_profile` */
export async function showPaths({ parts, output, settings }: Context, named?: string): Promise<void> {
  const name = requireProfileName(named ?? settings.profile);
  requireKnownProfile(name, parts);
  const isInUse = name === settings.profile;
  const paths = {
    settingsFile: profileSettingsFile(name, parts),
    // The command line or the environment may name the database of the profile in use.
    database: isInUse ? settings.database : databaseOf(name, parts),
  };
  output.result({ profile: name, ...paths }, () => [
    styled`${paint.dim('Settings  ')}${described(paths.settingsFile)}`,
    styled`${paint.dim('Database  ')}${described(paths.database)}`,
  ]);
}

function described(path: string): string {
  return existsSync(path) ? path : `${path} (none yet)`;
}
