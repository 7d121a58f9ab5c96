import { Problem } from '../../domain/problem.ts';
import type { EncodingName } from './text-file.ts';

/** What a person calls an encoding, and how it is written where one is asked for. */
const names: Readonly<Record<EncodingName, { label: string; written: string }>> = {
  utf8: { label: 'UTF-8', written: 'utf-8' },
  utf16le: { label: 'UTF-16 LE', written: 'utf-16le' },
  utf16be: { label: 'UTF-16 BE', written: 'utf-16be' },
  windows1250: { label: 'Windows-1250', written: 'windows-1250' },
  windows1251: { label: 'Windows-1251', written: 'windows-1251' },
  windows1252: { label: 'Windows-1252', written: 'windows-1252' },
  windows1253: { label: 'Windows-1253', written: 'windows-1253' },
  windows1255: { label: 'Windows-1255', written: 'windows-1255' },
  shiftjis: { label: 'Shift_JIS', written: 'shift_jis' },
  gb18030: { label: 'GB18030', written: 'gb18030' },
  gbk: { label: 'GBK', written: 'gbk' },
  big5: { label: 'Big5', written: 'big5' },
  cp949: { label: 'EUC-KR', written: 'euc-kr' },
  macintosh: { label: 'Mac Roman', written: 'macintosh' },
  cp850: { label: 'DOS (850)', written: 'dos-850' },
  cp437: { label: 'DOS (437)', written: 'dos-437' },
};

/** Names that iconv-lite does not know, or has twice. */
const aliases: Readonly<Record<string, EncodingName>> = {
  sjis: 'shiftjis',
  windows31j: 'shiftjis',
  cp932: 'shiftjis',
  euckr: 'cp949',
  ansi: 'windows1252',
  mac: 'macintosh',
  macroman: 'macintosh',
  xmacroman: 'macintosh',
  dos: 'cp850',
  dos850: 'cp850',
  ibm850: 'cp850',
  dos437: 'cp437',
  ibm437: 'cp437',
};

/** Ways to write bytes as text, which iconv-lite lists among its encodings. */
const notEncodings = new Set(['hex', 'base64', 'binary', 'internal']);

/**
 * Returns the encoding that a name stands for.
 *
 * @throws Problem `unknown_encoding`
 */
export async function parseEncoding(text: string): Promise<EncodingName> {
  const { default: iconv } = await import('iconv-lite');
  const name = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (Object.hasOwn(aliases, name)) return aliases[name] ?? name;
  if (iconv.encodingExists(name) && !notEncodings.has(name)) return name;
  throw new Problem('usage', {
    code: 'unknown_encoding',
    message: `"${text}" is not an encoding that voicebot knows.`,
    hint: 'Nothing was imported. Use utf-8, utf-16le, windows-1252 (and 1250 to 1258), iso-8859-15, macintosh, dos-850, shift_jis, gb18030, big5, euc-kr or another common name.',
  });
}

/** Returns the encoding's name for people: `UTF-16 LE`. */
export function encodingLabel(name: EncodingName): string {
  return names[name]?.label ?? name;
}

/** Returns the encoding's name as `parseEncoding` reads it, and as people write it: `shift_jis`. */
export function writtenEncoding(name: EncodingName): string {
  return names[name]?.written ?? name;
}
