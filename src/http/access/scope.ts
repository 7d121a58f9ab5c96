/** What a token allows: each scope allows what those before it do. */
export const scopes = ['read', 'call', 'admin'] as const;

export type Scope = (typeof scopes)[number];
