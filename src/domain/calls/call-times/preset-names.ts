/** The presets, in a file that costs an idle run nothing. */
export const presetNames = ['au', 'au-research', 'us'] as const;

export type PresetName = (typeof presetNames)[number];

export function isPresetName(word: string): word is PresetName {
  return presetNames.some((name) => name === word);
}
