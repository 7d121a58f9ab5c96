import { Problem } from '../../../domain/problem.ts';
import type { SettingText } from '../../../settings/definitions.ts';
import { requireRehearsal } from '../../../settings/profiles/rehearsal.ts';
import { isOnThisMachine } from '../../../settings/values.ts';
import type { Context } from '../../context.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';

/**
 * Returns the profile that the command line names, which the simulator sets up as a rehearsal; undefined if it names none.
 *
 * @throws Problem `profile_is_real`; `rehearsal_overridden` if other settings would send its calls elsewhere
 */
export function rehearsalIn({ settings, parts, profileFile }: Context): string | undefined {
  const texts = settings.texts();
  const isNamed = texts.some(({ name, origin }) => name === 'VOICEBOT_PROFILE' && origin === 'option');
  if (!isNamed) return undefined;
  requireRehearsal(settings.profile, parts);
  const inTheWay = texts.find((setting) => overrides(setting, profileFile));
  if (!inTheWay) return settings.profile;
  const { name, origin } = inTheWay;
  throw new Problem('refused', {
    code: 'rehearsal_overridden',
    message: `${name} is set ${whereOf(origin)}, which takes precedence over the rehearsal's own.`,
    hint: `Remove it there${origin === 'environment' ? ` (unset ${name})` : ''}, and run the same command again.`,
  });
}

/** Returns whether a setting would take the rehearsal's calls to other phones or another database, in spite of its own file. */
function overrides({ name, text, origin }: SettingText, profileFile: string): boolean {
  if (name === 'VOICEBOT_DB') return origin !== 'default' && origin !== profileFile;
  if (name !== 'RETELL_BASE_URL') return false;
  // The file of a profile that is named comes before ./.env.
  return !['default', './.env', profileFile].includes(origin) && !isOnThisMachine(text);
}

function whereOf(origin: string): string {
  if (origin === 'environment') return 'in the environment';
  return origin === 'option' ? 'on the command line' : `in ${origin}`;
}

/** Returns what to type next. @param name of the profile that was set up */
export function nextSteps(name: string): Printable[] {
  const voicebot = `voicebot --profile ${name}`;
  const type = (command: string) => styled`  ${paint.bold(command)}`;
  return [
    '',
    styled`${paint.green('✓')} Profile ${paint.bold(name)} is set up for it: whatever it calls, no phone rings.`,
    '',
    paint.cyan('In another terminal, call someone:'),
    type(`${voicebot} contacts add --name Ada --phone +61491570006`),
    type(`${voicebot} call ada`),
    '',
    paint.cyan('Schedule a call, and watch it being placed:'),
    type(`${voicebot} schedule 1 --at +1m`),
    type(`${voicebot} watch`),
    '',
    paint.cyan('Or have cron place it:'),
    type(`${voicebot} cron install`),
    '',
    paint.cyan('See what became of it, and clear away:'),
    type(`${voicebot} calls list`),
    type(`${voicebot} cron remove`),
    type(`voicebot profiles remove ${name}`),
    '',
    styled`To read along: ${paint.bold('voicebot help rehearsal')}`,
    '',
  ];
}
