import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { fileProblem } from '../list-problems.ts';
import type { EncodingName } from './encoding.ts';

/** A piece of a text file, decoded. */
export interface TextPiece {
  text: string;
  /** Bytes that it takes in the file. */
  size: number;
  /** Bytes of the file up to its end. */
  position: number;
  isLast: boolean;
}

/** A text file, and how to read it. */
export interface TextFile {
  path: string;
  /** What errors call it. */
  label: string;
  encoding: EncodingName;
}

const pieceSize = 64 * 1024;
const longestLine = 1_000_000;

/**
 * A text file in pieces, whatever its encoding, without byte order mark and without NUL characters, which some programs
 * pad cells with. What an encoding does not know becomes U+FFFD; no character is cut in two.
 */
export async function* readText({ path, label, encoding }: TextFile): AsyncGenerator<TextPiece> {
  const decoder = await openDecoder(encoding);
  let position = 0;
  for await (const bytes of readBytes(path, label)) {
    position += bytes.length;
    yield { text: withoutNul(decoder.write(bytes)), size: bytes.length, position, isLast: false };
  }
  yield { text: withoutNul(decoder.end()), size: 0, position, isLast: true };
}

/** The beginning of a text file, as `readText` decodes it. */
export async function decodeHead(head: Buffer, encoding: EncodingName): Promise<string> {
  const decoder = await openDecoder(encoding);
  return withoutNul(decoder.write(head));
}

async function openDecoder(encoding: EncodingName) {
  if (encoding === 'utf8') {
    const decoder = new TextDecoder('utf-8');
    return { write: (bytes: Buffer) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  // Node's own decoder of windows-1252 has read 0x80–0x9F as ISO 8859-1 in several releases.
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.getDecoder(encoding);
  // Half of a character that UTF-16 writes as a pair, of which the decoder of UTF-16 BE hands on each as it comes.
  let half = '';
  return {
    write(bytes: Buffer) {
      const text = half + decoder.write(bytes);
      half = highSurrogate.test(text.slice(-1)) ? text.slice(-1) : '';
      return half === '' ? text : text.slice(0, -1);
    },
    end: () => half + (decoder.end() ?? ''),
  };
}

const highSurrogate = /[\ud800-\udbff]/;

const lineEnds = /\r\n|\n|\r/;

/** Line ends of any kind, CRLF being one. */
export function countLineEnds(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(lineEnds).length - 1 : 0;
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** Whether all of a file is UTF-8. Reads it through once. */
export async function isWhollyUtf8(path: string, label: string): Promise<boolean> {
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
export interface Utf8Damage {
  /** Lines with letters beyond ASCII that are UTF-8. */
  sound: number;
  /** Lines that are not. */
  broken: number;
  /** The first of those, from 1. */
  firstBroken: number;
}

/** Counts the lines of a file that are UTF-8, and those that are not. */
export async function findUtf8Damage(path: string, label: string): Promise<Utf8Damage> {
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

/** The bytes of a file, piece by piece. */
async function* readBytes(path: string, label: string): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: pieceSize });
  try {
    yield* stream;
  } catch (error) {
    throw fileProblem(error, label);
  }
}
