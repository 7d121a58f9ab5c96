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

/** iconv-lite takes these for encodings, but they are ways to write bytes as text. */
const noEncodings = new Set(['hex', 'base64', 'binary', 'internal']);

/** Bytes of a line that are judged together. */
const longestLine = 1_000_000;

/**
 * The encoding of a text file: the one that was asked for; else what its first bytes show; else UTF-8 if all of it is, which
 * no other text is by chance; else Windows-1252, in which Excel saves plain CSV. A file whose letters beyond ASCII are UTF-8 on
 * most lines is a UTF-8 file with damage, and no other: read as Windows-1252, every name would come out wrong.
 *
 * @throws Problem `not_utf8` with the line
 */
export async function findEncoding(
  path: string,
  head: Buffer,
  { label, encoding }: Pick<ListOptions, 'label' | 'encoding'>,
): Promise<EncodingName> {
  const told = encoding ?? sniffEncoding(head);
  if (told !== undefined && told !== 'utf8') return told;
  if (await isWhollyUtf8(path, label)) return 'utf8';
  const { sound, broken, firstBroken } = await findUtf8Damage(path, label);
  if (told === 'utf8' || sound > broken) throw notUtf8(label, firstBroken);
  return 'windows1252';
}

/**
 * The encoding of a text, as far as its first bytes show it: by a byte order mark, else by the zeros that UTF-16 has in
 * every other byte of what is plain ASCII (the digits and delimiters of any list). Undefined: neither.
 */
function sniffEncoding(head: Uint8Array): 'utf8' | 'utf16le' | 'utf16be' | undefined {
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

/** Whether all of a file is UTF-8. Reads it through once. */
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

/** What a file that is not wholly UTF-8 looks like, by its lines. */
interface Utf8Damage {
  /** Lines with letters beyond ASCII that are UTF-8. */
  sound: number;
  /** Lines that are not. */
  broken: number;
  /** The first of those, from 1. */
  firstBroken: number;
}

/** Counts the lines of a file that are UTF-8, and those that are not. */
async function findUtf8Damage(path: string, label: string): Promise<Utf8Damage> {
  const damage = { sound: 0, broken: 0, firstBroken: 0 };
  let line = 1;
  const judge = (bytes: Buffer) => {
    if (!isUtf8(bytes)) {
      damage.broken++;
      damage.firstBroken ||= line;
    } else if (!isAscii(bytes)) damage.sound++;
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const bytes of readBytes(path, label)) {
    const text = Buffer.concat([rest, bytes]);
    let start = 0;
    for (let end = lineEnd(text, 0); end >= 0; end = lineEnd(text, start)) {
      judge(text.subarray(start, end));
      start = text[end] === 13 && text[end + 1] === 10 ? end + 2 : end + 1;
      line++;
    }
    rest = text.subarray(start);
    if (rest.length <= longestLine) continue;
    judge(rest);
    rest = Buffer.alloc(0);
  }
  judge(rest);
  return damage;
}

function lineEnd(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at++) if (bytes[at] === 10 || bytes[at] === 13) return at;
  return -1;
}
