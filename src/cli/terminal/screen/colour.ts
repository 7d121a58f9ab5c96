/** When to show colours, as `--color` says. */
export const colourChoices = ['auto', 'always', 'never'] as const;

export type ColourChoice = (typeof colourChoices)[number];

/**
 * Returns whether a stream shows colours: as the operator chose, or by the environment (https://no-color.org, https://force-color.org,
 * https://bixense.com/clicolors), or if it is a screen.
 */
export function hasColour(
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
  choice: ColourChoice = 'auto',
): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (environment['NO_COLOR'] || environment['TERM'] === 'dumb') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (environment['CLICOLOR_FORCE'] && environment['CLICOLOR_FORCE'] !== '0') return true;
  return Boolean(stream.isTTY) && environment['CLICOLOR'] !== '0';
}
