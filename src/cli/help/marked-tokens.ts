import type { MarkedToken, Token } from 'marked';

/** Returns the tokens inside a token; undefined if it has none. */
export function innerOf(token: Token): Token[] | undefined {
  return 'tokens' in token ? token.tokens : undefined;
}

export function is<T extends MarkedToken['type']>(
  token: Token,
  type: T,
): token is Extract<MarkedToken, { type: T }> {
  return token.type === type;
}
