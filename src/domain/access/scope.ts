/** What a token may do, each word with all that those before it may do: look at what is kept · make phones ring · change anything. */
export const scopes = ['read', 'call', 'admin'] as const;

export type Scope = (typeof scopes)[number];

/** Returns whether a token with one scope may do what needs another. */
export function includesScope(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed);
}
