import { createReadStream } from 'node:fs';
import { fileProblem } from '../list-problems.ts';

/** A name by which iconv-lite knows an encoding, in its canonical spelling: `utf8`, `utf16le`, `windows1252`. */
export type EncodingName = string;

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

/** The bytes of a file, piece by piece. */
export async function* readBytes(path: string, label: string): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: pieceSize });
  try {
    yield* stream;
  } catch (error) {
    throw fileProblem(error, label);
  }
}
