import { countOdd, isDefined } from './odd-letters.ts';
import type { EncodingName } from './text-file.ts';

/** How an encoding reads the cells of a list. */
export interface CellReading {
  encoding: EncodingName;
  texts: readonly string[];
}

/** An encoding; or how the cells of a list may be read if they do not tell, likeliest first. */
export type Guess = { encoding: EncodingName } | { encoding: undefined; readings: CellReading[] };

/** A reading with what speaks against it, and for it. */
interface Rated extends CellReading {
  /** Cells that have something odd in them, as a share of all; infinite if a byte is not defined. */
  odd: number;
  /** How likely jschardet thinks it; 0 for what it cannot tell from Windows-1252. */
  confidence: number;
}

/** What jschardet looks for, by the name of iconv-lite. Of other encodings it knows, several would win by chance. */
const foreign: ReadonlyMap<EncodingName, string> = new Map([
  ['windows1250', 'Windows-1250'],
  ['windows1251', 'Windows-1251'],
  ['windows1253', 'Windows-1253'],
  ['windows1255', 'Windows-1255'],
  ['shiftjis', 'CP932'],
  ['gb18030', 'GB18030'],
  ['big5', 'Big5'],
  ['cp949', 'CP949'],
]);

/** They have the letters of Windows-1252 at other bytes, and no letters more by which jschardet could tell them from it. */
const western: readonly EncodingName[] = ['macintosh', 'cp850', 'cp437'];

/** Of the foreign ones, the one with so many letters of Windows-1252 that it is hard to tell. */
const latin: EncodingName = 'windows1250';

/** Fewer cells than this say little. */
const few = 5;

/** As many as this say enough to tell two encodings with many letters in common. */
const manyCells = 10;

/** The share of odd cells that a good reading can have: lists have odd cells of their own. */
const mostOdd = 0.1;

/** The share of odd cells in Windows-1252 from which on the list is not in it. */
const tooOdd = 0.25;

/**
 * How many times as likely as Windows-1252 another encoding must be. By names in 16 languages: in lists of ten cells and more, it is
 * twice to a thousand times as likely where it is right, and up to 1.7 times where it is wrong, in Spanish.
 */
const likelier = { maybe: 1.2, surely: 1.5, byFewCells: 3, asLatin: 2 };

/**
 * Returns the encoding of a text that is not UTF-8, guessed from its cells: Windows-1252, unless another is much likelier. Mac and
 * DOS encodings are recognised by what would be odd in Windows-1252.
 *
 * @param cells different ones, each with a byte beyond ASCII
 */
export async function guessEncoding(cells: readonly Buffer[]): Promise<Guess> {
  const { default: iconv } = await import('iconv-lite');
  const confidences = await detect(cells);
  const rate = (encoding: EncodingName): Rated => {
    const texts = cells.map((cell) => iconv.decode(cell, encoding));
    const odd = texts.every(isDefined)
      ? countOdd(texts) / Math.max(1, cells.length)
      : Number.POSITIVE_INFINITY;
    return { encoding, texts, odd, confidence: confidences.get(encoding) ?? 0 };
  };
  const usual = rate('windows1252');
  const others = [...foreign.keys()]
    .map(rate)
    .filter((reading) => reading.odd <= mostOdd && !hasSameTexts(reading, usual))
    .sort((a, b) => b.confidence - a.confidence);
  const similar = western.map(rate).sort((a, b) => a.odd - b.odd);
  const chosen = choose(usual, others, similar, cells);
  if (chosen) return { encoding: chosen.encoding };
  return { encoding: undefined, readings: possibleReadings(others, [usual, ...similar]) };
}

/** Returns the readings that an operator should see: the likeliest foreign ones, and the least odd of the others. */
function possibleReadings(others: readonly Rated[], known: readonly Rated[]): CellReading[] {
  const defined = known.filter(({ odd }) => Number.isFinite(odd)).sort((a, b) => a.odd - b.odd);
  const plausible = defined.filter(({ odd }) => odd <= (defined[0]?.odd ?? 0) + tooOdd);
  return distinct([...others.slice(0, 3), ...plausible]);
}

/** Returns the reading that is right as far as the cells tell; undefined if they do not. */
function choose(
  usual: Rated,
  others: readonly Rated[],
  similar: readonly Rated[],
  cells: readonly Buffer[],
): Rated | undefined {
  const [best] = others;
  const ratio = best ? likelihood(best, usual) : 0;
  if (best && ratio >= likelier.maybe) {
    if (usual.odd > 0 || (best.encoding !== latin && !arePlain(cells)))
      return isClear(ratio, others, similar, cells) ? best : undefined;
    if (best.encoding === latin) return chooseLatin(usual, best, ratio, cells);
  }
  return usual.odd <= mostOdd ? usual : (others.find(isKana) ?? chooseSimilar(usual, similar));
}

/** Returns how many times as likely as Windows-1252 a reading is. */
function likelihood({ confidence }: Rated, usual: Rated): number {
  if (confidence === 0) return 0;
  return Number.isFinite(usual.odd) ? confidence / usual.confidence : Number.POSITIVE_INFINITY;
}

/** Returns whether the best reading is much likelier than Windows-1252 and, of few cells, than any other. */
function isClear(
  ratio: number,
  [best, second]: readonly Rated[],
  similar: readonly Rated[],
  cells: readonly Buffer[],
): boolean {
  if (cells.length >= few) return ratio >= likelier.surely;
  if (best?.encoding === latin && similar.some(({ odd }) => odd <= mostOdd)) return false;
  const isAlone = (best?.confidence ?? 0) > (second?.confidence ?? 0) * likelier.surely;
  return isAlone && ratio >= likelier.byFewCells;
}

/** Returns whether a reading is Japanese in nothing but kana, which jschardet does not recognise. */
function isKana({ texts }: Rated): boolean {
  return texts.filter((text) => /[\u3040-\u30ff]{3}/.test(text)).length > texts.length / 2;
}

/** Chooses between Windows-1252, which reads the cells without anything odd, and Windows-1250, which shares many letters with it. */
function chooseLatin(usual: Rated, best: Rated, ratio: number, cells: readonly Buffer[]): Rated | undefined {
  if (ratio >= likelier.asLatin) return cells.length < few ? undefined : best;
  return cells.length >= manyCells || arePlain(cells) ? usual : undefined;
}

/** Chooses between encodings that have the same letters, if one reads hardly any odd cells where Windows-1252 reads many. */
function chooseSimilar(usual: Rated, [closest, next]: readonly Rated[]): Rated | undefined {
  if (!closest || closest.odd > mostOdd || usual.odd < tooOdd) return undefined;
  return next?.odd === closest.odd && !hasSameTexts(closest, next) ? undefined : closest;
}

/** Returns how likely jschardet thinks encodings, by the names of iconv-lite. */
async function detect(cells: readonly Buffer[]): Promise<Map<EncodingName, number>> {
  const { detectAll } = await import('jschardet');
  const bytes = Buffer.concat(cells.flatMap((cell) => [cell, Buffer.from('\n')]));
  const names = new Map(
    [...foreign, ['windows1252', 'Windows-1252'] as const].map(([name, label]) => [label, name]),
  );
  const detected = detectAll(bytes, { minimumThreshold: 0, detectEncodings: [...names.keys()] });
  return new Map(
    detected.flatMap(({ encoding, confidence }) => {
      const name = names.get(encoding ?? '');
      return name === undefined ? [] : [[name, confidence] as const];
    }),
  );
}

/** Returns whether the bytes beyond ASCII of nearly all cells stand singly among plain letters, as in Zoë and Müller. */
function arePlain(cells: readonly Buffer[]): boolean {
  const isPlain = (cell: Buffer) => cell.every((byte, index) => byte < 0x80 || (cell[index + 1] ?? 0) < 0x80);
  return cells.filter(isPlain).length >= cells.length * 0.66;
}

function hasSameTexts(one: CellReading, other: CellReading): boolean {
  return one.texts.every((text, index) => text === other.texts[index]);
}

function distinct(readings: readonly CellReading[]): CellReading[] {
  return readings.filter((one, index) => !readings.slice(0, index).some((other) => hasSameTexts(one, other)));
}
