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

/** Returns a note for each of the programs of a job or a service that an update may take away. */
export function programNotes({ node, script }: { node: string; script: string }): string[] {
  return Object.entries({ Node: node, voicebot: script }).flatMap(([name, path]) => {
    const owner = versionManagerOf(path);
    return owner
      ? [
          `${name} is at ${path}, kept by ${owner}. Once that is gone, no call is placed: install again after an update.`,
        ]
      : [];
  });
}
