/** Folders whose programs go away with an update, and what keeps them there. */
const fleeting: readonly [pattern: RegExp, owner: string][] = [
  [/\/_npx\/|\/dlx-/, 'npx, which clears its cache'],
  [/\/\.nvm\//, 'nvm'],
  [/\/fnm_multishells\/|\/fnm\/node-versions\//, 'fnm'],
  [/\/\.volta\//, 'Volta'],
  [/\/\.asdf\//, 'asdf'],
  [/\/mise\/installs\//, 'mise'],
  [/\/\.nodenv\//, 'nodenv'],
  [/\/\.nvs\//, 'nvs'],
  [/\/pnpm\/nodejs\//, 'pnpm'],
  [/\/Cellar\//, 'Homebrew'],
  [/^\/snap\//, 'snap'],
];

/** Returns what manages the versions at a path, and removes them one day; undefined if a path looks permanent. */
export function versionManagerOf(path: string): string | undefined {
  return fleeting.find(([pattern]) => pattern.test(path))?.[1];
}
