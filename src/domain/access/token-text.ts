/**
 * How a token is written: a prefix by which people and secret scanners know it, then 192 random bits. Both are characters of a word,
 * so a double click selects all of it.
 */
const prefix = 'voicebot_';
const randomBytes = 24;

const anyToken = new RegExp(`${prefix}\\w+`, 'g');
const pattern = new RegExp(`^${prefix}[0-9a-f]{${2 * randomBytes}}$`);

/** Writes a token. @param random returns this many random bytes */
export function writeToken(random: (bytes: number) => Uint8Array): string {
  return prefix + Buffer.from(random(randomBytes)).toString('hex');
}

/** Returns whether a text is written like a token, so that it is worth looking for. */
export function isTokenText(text: string): boolean {
  return pattern.test(text);
}

/** Returns a text without what tokens in it say, for logs. */
export function concealTokens(text: string): string {
  return text.replaceAll(anyToken, `${prefix}••••`);
}

/** Returns whether a text has a token in it, or the beginning of one, which must not be shown. */
export function mayHoldToken(text: string): boolean {
  return text.includes(prefix);
}
