import { keepProfile } from '../../settings/profiles/keep-profile.ts';
import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import { requireKnownProfile, requireProfileName } from '../../settings/profiles/known-profiles.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `profiles use`: keeps the profile for commands that name none. @throws Problem `unknown_profile` */
export async function use({ parts, output, terminal }: Context, name: string): Promise<void> {
  requireKnownProfile(requireProfileName(name), parts);
  const before = keptBefore(parts);
  keepProfile(name, parts);
  const message = `Profile ${name} is used where none is named`;
  output.result({ success: true, message, profile: name, before: before ?? null }, () => [
    styled`${paint.green('✓')} ${message}`,
  ]);
  const named = parts.environment['VOICEBOT_PROFILE'];
  if (named && named !== name)
    terminal.note(paint.yellow(`! VOICEBOT_PROFILE is ${named} in this shell, which takes precedence.`));
  if (before !== name)
    terminal.note(
      paint.yellow(
        `! Crontab lines without --profile now place the calls of ${name}, not those of ${before ?? 'another profile'}. Name the profile in each.`,
      ),
    );
}

/** Returns the profile that was used so far; undefined if the file that names it cannot be read. */
function keptBefore(folders: Context['parts']): string | undefined {
  try {
    return keptProfile(folders) ?? 'default';
  } catch {
    return undefined;
  }
}
