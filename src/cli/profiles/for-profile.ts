import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import type { Folders } from '../../settings/profiles/known-profiles.ts';

/** The commands that are for a profile; the others are for none, or name one otherwise. */
export const commandsForProfile = [
  'accounts',
  'allow',
  'backup',
  'call',
  'call-times',
  'calls',
  'campaigns',
  'config',
  'contacts',
  'cron',
  'dnc',
  'doctor',
  'halt',
  'holidays',
  'init',
  'plan',
  'process-due',
  'report',
  'restore',
  'resume',
  'schedule',
  'scheduled',
  'serve',
  'service',
  'status',
  'tokens',
  'watch',
  'why',
];

const command = new RegExp(`\\bvoicebot (?=(?:${commandsForProfile.join('|')})\\b(?!.*--help))`, 'g');

/**
 * Returns advice whose commands name the profile: `To go on: voicebot resume`, typed as it stands, would let another profile call.
 *
 * @param profile undefined for the one that commands use by themselves
 */
export function forProfile(advice: string, profile: string | undefined): string {
  return profile === undefined ? advice : advice.replace(command, `voicebot --profile ${profile} `);
}

/** Returns the profile if commands must name it; undefined if they use it by themselves. */
export function profileToName(profile: string, folders: Folders): string | undefined {
  return profile === (keptProfile(folders) ?? 'default') ? undefined : profile;
}
