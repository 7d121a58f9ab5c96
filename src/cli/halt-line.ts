import type { Halt } from '../domain/calls/halts/halt.ts';
import { keptProfile } from '../settings/profiles/kept-profile.ts';
import type { Folders } from '../settings/profiles/known-profiles.ts';
import type { Show } from './terminal/render-fields.ts';
import { paint, type StyledText, styled } from './terminal/styled-text.ts';

/** Returns the line that tells that calling is halted, since when, why, and how to go on. @param resume the command that lifts the halt */
export function haltLine({ since, reason }: Halt, show: Show, resume: string): StyledText {
  const why = reason ? ` (${reason})` : '';
  return styled`${paint.yellow('!')} Calling has been halted since ${show.time(since)}${why}. To go on: ${resume}`;
}

/** Returns the command that lifts the halt of this profile, and of no other. */
export function resumeCommand(profile: string, folders: Folders): string {
  return profile === (keptProfile(folders) ?? 'default')
    ? 'voicebot resume'
    : `voicebot --profile ${profile} resume`;
}
