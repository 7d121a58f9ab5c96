import { Problem } from '../../domain/problem.ts';

/** A name by which iconv-lite knows an encoding, in its canonical spelling: `utf8`, `utf16le`, `windows1252`. */
export type EncodingName = string;

const labels: Readonly<Record<EncodingName, string>> = {
  utf8: 'UTF-8',
  utf16le: 'UTF-16 LE',
  utf16be: 'UTF-16 BE',
  windows1252: 'Windows-1252',
};

/** iconv-lite takes these for encodings, but they are ways to write bytes as text. */
const noEncodings = new Set(['hex', 'base64', 'binary', 'internal']);

/**
 * The encoding of a text, as far as its first bytes show it: by a byte order mark, else by the zeros that UTF-16 has in
 * every other byte of what is plain ASCII (the digits and delimiters of any list). Undefined: neither.
 */
export function sniffEncoding(head: Uint8Array): 'utf8' | 'utf16le' | 'utf16be' | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf16be';
  const pairs = Math.floor(head.length / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [high = 0, low = 0] = zeros;
  const isMany = (count: number, other: number) => count >= pairs * 0.2 && count > other * 10;
  if (pairs === 0) return undefined;
  if (isMany(low, high)) return 'utf16le';
  return isMany(high, low) ? 'utf16be' : undefined;
}

/**
 * The encoding that `--encoding` names.
 *
 * @throws Problem `unknown_encoding`
 */
export async function parseEncoding(text: string): Promise<EncodingName> {
  const { default: iconv } = await import('iconv-lite');
  const name = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (iconv.encodingExists(name) && !noEncodings.has(name)) return name;
  throw new Problem('usage', {
    code: 'unknown_encoding',
    message: `"${text}" is not an encoding that is known here.`,
    hint: 'Nothing was imported. Use utf-8, utf-16le, windows-1252, iso-8859-15, macintosh, shift_jis, gb18030 or another by its usual name.',
  });
}

/** For people: `UTF-16 LE`. */
export function encodingLabel(name: EncodingName): string {
  return labels[name] ?? name;
}
