import { Problem } from '../../domain/problem.ts';
import { notDecodable, notUtf8 } from '../list-problems.ts';
import { encodingLabel, writtenEncoding } from './encodings.ts';
import type { CellReading } from './guess-encoding.ts';
import { surveyBytes } from './survey-bytes.ts';
import { countLineEnds, type EncodingName, readBytes, readText } from './text-file.ts';

/** Cells of which an operator sees how each encoding reads them. */
const shownCells = 3;

/**
 * Returns the encoding of a text file: the known one; or UTF-8 if the whole file is valid UTF-8, which no other text is by chance;
 * or the one that reads its letters beyond ASCII as names and sentences. A file with more lines of UTF-8 letters than broken ones is
 * damaged UTF-8: as anything else, every name in it would come out wrong.
 *
 * @param known what the operator says, or what the first bytes show
 * @throws Problem `not_utf8` or `not_decodable` with the first broken line; `uncertain_encoding`, with `encodings` in its details,
 *   each with `names` as it would read them
 */
export async function findEncoding(
  path: string,
  { label, known }: { label: string; known: EncodingName | undefined },
): Promise<EncodingName> {
  if (known === undefined || known === 'utf8') {
    if (await isWhollyUtf8(path, label)) return 'utf8';
    const { valid, broken, firstBroken, cells } = await surveyBytes(path, label);
    if (known === 'utf8' || valid > broken) throw notUtf8(label, firstBroken);
    return requireDecodable(path, label, await guess(label, cells));
  }
  return known.startsWith('utf16') ? known : requireDecodable(path, label, known);
}

/**
 * Returns the encoding that the first bytes of a text show: by a byte order mark, or by the zeros that UTF-16 has in every other
 * byte of ASCII, such as the digits and delimiters of any list.
 */
export function encodingOfStart(head: Uint8Array): 'utf8' | 'utf16le' | 'utf16be' | undefined {
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

async function guess(label: string, cells: readonly Buffer[]): Promise<EncodingName> {
  // Nothing shorter than a line of a megabyte is beyond ASCII.
  if (cells.length === 0) return 'windows1252';
  const { guessEncoding } = await import('./guess-encoding.ts');
  const guessed = await guessEncoding(cells);
  if (guessed.encoding !== undefined) return guessed.encoding;
  throw uncertain(label, guessed.readings);
}

function uncertain(label: string, readings: readonly CellReading[]): Problem {
  const encodings = readings.map(({ encoding, texts }) => ({
    encoding: writtenEncoding(encoding),
    label: encodingLabel(encoding),
    names: texts.slice(0, shownCells).map((text) => text.trim()),
  }));
  const choices = encodings.map(({ encoding, names }) => `${encoding} reads ${names.join(', ')}`).join('; ');
  return new Problem('usage', {
    code: 'uncertain_encoding',
    message: `${label} may be in several encodings: ${choices}.`,
    facts: { example: encodings[0]?.encoding ?? 'windows-1252' },
    details: { encodings },
  });
}

/** Reads a file to its end, and returns the encoding if it defines every byte. @throws Problem `not_decodable` */
async function requireDecodable(path: string, label: string, encoding: EncodingName): Promise<EncodingName> {
  let line = 1;
  for await (const { text } of readText({ path, label, encoding })) {
    const at = text.indexOf('\ufffd');
    if (at >= 0) throw notDecodable(label, encodingLabel(encoding), line + countLineEnds(text.slice(0, at)));
    line += countLineEnds(text);
  }
  return encoding;
}
