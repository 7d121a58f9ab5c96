import { addProfile } from '../../settings/profiles/change-profiles.ts';
import type { Context } from '../context.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `profiles add`: creates a profile without settings, and says how to set it up. */
export async function add({ parts, output }: Context, name: string): Promise<void> {
  const file = addProfile(name, parts);
  const message = `Added profile ${name}`;
  output.result({ success: true, message, profile: name, file }, () => [
    styled`${paint.green('✓')} ${message}`,
    '',
    'Next steps:',
    `  voicebot --profile ${name} init        set it up for real calls`,
    `  voicebot simulator --profile ${name}   or rehearse with it: no phone rings`,
    `  voicebot profiles use ${name}          use it where no profile is named`,
  ]);
}
