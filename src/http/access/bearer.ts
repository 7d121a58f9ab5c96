/** What the `Authorization` header of a request says: nothing, something that cannot be read, or a credential. */
export type Bearer = { kind: 'missing' | 'malformed' } | { kind: 'credential'; text: string };

/** The longest header that is read, in characters; a token has 57. */
const longest = 512;

/**
 * Reads a header as RFC 6750 has it: `Bearer` in any case, spaces, and a credential without any. Two headers arrive as one with a comma and a
 * blank, and are refused.
 */
export function readBearer(header: string | undefined): Bearer {
  if (header === undefined || header.trim() === '') return { kind: 'missing' };
  const [, text] = (header.length <= longest && /^Bearer +([!-+\--~]+) *$/i.exec(header)) || [];
  return text === undefined ? { kind: 'malformed' } : { kind: 'credential', text };
}
