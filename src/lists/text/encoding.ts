import { isAscii, isUtf8 } from 'node:buffer';
import { Problem } from '../../domain/problem.ts';
import type { ListOptions } from '../../operations/ports/list-file.ts';
import { notUtf8 } from '../list-problems.ts';
import { type EncodingName, readBytes } from './text-file.ts';

const labels: Readonly<Record<EncodingName, string>> = {
  utf8: 'UTF-8',
  utf16le: 'UTF-16 LE',
  utf16be: 'UTF-16 BE',
  windows1252: 'Windows-1252',
};

/** Ways to write bytes as text, which iconv-lite lists among its encodings. */
const notEncodings = new Set(['hex', 'base64', 'binary', 'internal']);

/** In bytes: a longer line is counted in parts. */
const longestLine = 1_000_000;

/**
 * Returns the encoding of a text file: the given one; or what its first bytes show; or UTF-8 if the whole file is valid UTF-8,
 * which no other text is by chance; or Windows-1252, in which Excel saves plain CSV. A file with more lines of UTF-8 letters than
 * broken ones is damaged UTF-8: as Windows-1252, every name in it would come out wrong.
 *
 * @throws Problem `not_utf8` with the first broken line
 */
export async function findEncoding(
  path: string,
  head: Buffer,
  { label, encoding }: Pick<ListOptions, 'label' | 'encoding'>,
): Promise<EncodingName> {
  const known = encoding ?? encodingOfStart(head);
  if (known !== undefined && known !== 'utf8') return known;
  if (await isWhollyUtf8(path, label)) return 'utf8';
  const { valid, broken, firstBroken } = await countUtf8Lines(path, label);
  if (known === 'utf8' || valid > broken) throw notUtf8(label, firstBroken);
  return 'windows1252';
}

/**
 * Returns the encoding that a name stands for.
 *
 * @throws Problem `unknown_encoding`
 */
export async function parseEncoding(text: string): Promise<EncodingName> {
  const { default: iconv } = await import('iconv-lite');
  const name = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (iconv.encodingExists(name) && !notEncodings.has(name)) return name;
  throw new Problem('usage', {
    code: 'unknown_encoding',
    message: `"${text}" is not an encoding that voicebot knows.`,
    hint: 'Nothing was imported. Use utf-8, utf-16le, windows-1252, iso-8859-15, macintosh, shift_jis, gb18030 or another common name.',
  });
}

/** Returns the encoding's name for people: `UTF-16 LE`. */
export function encodingLabel(name: EncodingName): string {
  return labels[name] ?? name;
}

/**
 * Returns the encoding that the first bytes of a text show: by a byte order mark, or by the zeros that UTF-16 has in every other
 * byte of ASCII, such as the digits and delimiters of any list.
 */
function encodingOfStart(head: Uint8Array): 'utf8' | 'utf16le' | 'utf16be' | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf16be';
  const pairs = Math.floor(head.length / 2);
  const zeros = [0, 0];
  for (let index = 0; index < pairs * 2; index++)
    if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [high = 0, low = 0] = zeros;
  const isMany = (count: number, other: number) => count >= pairs * 0.2 && count > other * 10;
  if (pairs === 0) return undefined;
  if (isMany(low, high)) return 'utf16le';
  return isMany(high, low) ? 'utf16be' : undefined;
}

/** Reads a file to its end, and returns whether all of it is UTF-8. */
async function isWhollyUtf8(path: string, label: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of readBytes(path, label)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

interface Utf8Lines {
  /** Lines that are valid UTF-8 and not only ASCII. */
  valid: number;
  /** Lines that are not valid UTF-8. */
  broken: number;
  /** The number of the first broken line, from 1. */
  firstBroken: number;
}

async function countUtf8Lines(path: string, label: string): Promise<Utf8Lines> {
  const counts = { valid: 0, broken: 0, firstBroken: 0 };
  let line = 1;
  const count = (bytes: Buffer) => {
    if (!isUtf8(bytes)) {
      counts.broken++;
      counts.firstBroken ||= line;
    } else if (!isAscii(bytes)) counts.valid++;
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of readBytes(path, label)) {
    const text = Buffer.concat([rest, bytes]);
    let start = 0;
    for (let end = lineEnd(text, 0); end >= 0; end = lineEnd(text, start)) {
      count(text.subarray(start, end));
      start = text[end] === 13 && text[end + 1] === 10 ? end + 2 : end + 1;
      line++;
    }
    rest = text.subarray(start);
    if (rest.length <= longestLine) continue;
    count(rest);
    rest = Buffer.alloc(0);
  }
  count(rest);
  return counts;
}

function lineEnd(bytes: Buffer, start: number): number {
  for (let index = start; index < bytes.length; index++)
    if (bytes[index] === 10 || bytes[index] === 13) return index;
  return -1;
}
