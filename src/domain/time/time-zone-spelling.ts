/** Words that IANA zone names do not simply capitalise. */
const oddWords = new Map(
  [
    ...['ACT', 'GMT', 'GMT0', 'IN', 'LHI', 'NSW', 'UCT', 'US', 'UTC'],
    ...['BajaNorte', 'BajaSur', 'ComodRivadavia', 'DeNoronha', 'EasterIsland'],
  ].map((word) => [word.toLowerCase(), word]),
);

/**
 * The usual spelling of a zone name that is only an alias, such as `asia/kolkata` → `Asia/Kolkata`. Intl puts right the case of
 * the names it prefers, but answers an alias with another name.
 */
export function spellZoneName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^/_+-]+/g, (word) => oddWords.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1));
}
