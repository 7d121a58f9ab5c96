import { createReadStream } from 'node:fs';
import { fileProblem } from '../list-problems.ts';

/** The name of an encoding as iconv-lite spells it: `utf8`, `utf16le`, `windows1252`. */
export type EncodingName = string;

/** A text file whose encoding is known. */
export interface TextFile {
  path: string;
  /** Its name in messages. */
  label: string;
  encoding: EncodingName;
}

/** A piece of a text file, decoded. */
export interface TextPiece {
  text: string;
  /** Bytes that it has in the file. */
  size: number;
  /** Bytes of the file up to its end. */
  position: number;
  isLast: boolean;
}

const pieceSize = 64 * 1024;

/** What DOS programs put behind the last line: the end of the file (^Z). */
const endOfFile = '\u001a';

/**
 * Reads a text file in pieces, without the ^Z at its end, without its byte order mark and without NUL characters, with which some programs pad cells. Bytes
 * that the encoding does not define become U+FFFD. No character is cut in two.
 *
 * @throws Problem `file_not_found`, `file_unreadable`
 */
export async function* readText({ path, label, encoding }: TextFile): AsyncGenerator<TextPiece> {
  const decoder = await openDecoder(encoding);
  let position = 0;
  // What may be the end of the file, as long as nothing follows.
  let held = '';
  const textOf = (decoded: string) => {
    const text = held + withoutNul(decoded);
    held = lastOf(text);
    return held === '' ? text : text.slice(0, -held.length);
  };
  for await (const bytes of readBytes(path, label)) {
    position += bytes.length;
    yield { text: textOf(decoder.write(bytes)), size: bytes.length, position, isLast: false };
  }
  yield { text: textOf(decoder.end()), size: 0, position, isLast: true };
}

/** Decodes the first bytes of a text file, as `readText` does. */
export async function decodeHead(head: Buffer, encoding: EncodingName): Promise<string> {
  const decoder = await openDecoder(encoding);
  return withoutNul(decoder.write(head));
}

/** Reads the bytes of a file, in pieces. @throws Problem as `readText` */
export async function* readBytes(path: string, label: string): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: pieceSize });
  try {
    yield* stream;
  } catch (error) {
    throw fileProblem(error, label);
  }
}

/** Counts line ends of any kind. CRLF is one. */
export function countLineEnds(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(lineEnds).length - 1 : 0;
}

const lineEnds = /\r\n|\n|\r/;

async function openDecoder(encoding: EncodingName) {
  if (encoding === 'utf8') {
    const decoder = new TextDecoder('utf-8');
    return { write: (bytes: Buffer) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  // Several releases of Node decode 0x80–0x9F of Windows-1252 as ISO 8859-1.
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.getDecoder(encoding);
  // For UTF-16 BE, iconv-lite returns half of a surrogate pair if the other half is in the next piece.
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

/** Returns the end of a text from the first ^Z on behind which there are only others and white space. */
function lastOf(text: string): string {
  if (!text.includes(endOfFile)) return '';
  let start = text.length;
  const earliest = Math.max(0, text.length - pieceSize);
  const isTail = (character: string) => character === endOfFile || character.trim() === '';
  while (start > earliest && isTail(text.charAt(start - 1))) start--;
  const at = text.indexOf(endOfFile, start);
  return at < 0 ? '' : text.slice(at);
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
