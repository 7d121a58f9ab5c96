import { CFB } from '@e965/xlsx';
import { z } from 'zod';

const container = z.object({
  FileIndex: z.array(
    z.object({ name: z.string(), content: z.instanceof(Uint8Array).or(z.array(z.number())).optional() }),
  ),
});

/** Returns the streams of an OLE2 file by name in small letters ([MS-CFB]). @throws Error if it is damaged */
export function ole2Streams(bytes: Buffer): Map<string, Buffer> {
  const { FileIndex } = container.parse(CFB.read(bytes, { type: 'buffer' }));
  return new Map(FileIndex.map(({ name, content = [] }) => [name.toLowerCase(), Buffer.from(content)]));
}

/** The record that says how the ones after it are encrypted ([MS-XLS] 2.4.117). */
const filePass = 0x2f;

/** Returns whether an old workbook wants a password. @param stream `Workbook` or `Book` */
export function isLocked(stream: Buffer): boolean {
  let at = 0;
  // It follows the first record closely.
  for (let n = 0; n < 20 && at + 4 <= stream.length; n++) {
    if (stream.readUInt16LE(at) === filePass) return true;
    at += 4 + stream.readUInt16LE(at + 2);
  }
  return false;
}
