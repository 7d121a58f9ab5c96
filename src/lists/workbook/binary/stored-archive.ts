import { crc32 } from 'node:zlib';
import type { ZipArchive } from '../archive/zip-archive.ts';
import { largeWorkbook } from '../workbook-problems.ts';

/** In bytes, unpacked: SheetJS needs some ten times as much memory. */
const mostUnpacked = 60_000_000;

/**
 * Returns a ZIP archive of the parts with cells, unpacked and counted: SheetJS would unpack pictures too, and whatever size.
 *
 * @throws Problem `file_too_large`, `invalid_workbook`
 */
export async function storedArchive(archive: ZipArchive): Promise<Buffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let [offset, unpacked] = [0, 0];
  for (const entry of archive.entries) {
    if (!/\.(?:bin|xml|rels)$/i.test(entry.name) || /printerSettings|vbaProject/i.test(entry.name)) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of archive.read(entry)) {
      unpacked += chunk.length;
      if (unpacked > mostUnpacked)
        throw largeWorkbook(archive.label, `of more than ${mostUnpacked / 1e6} MB unpacked`);
      chunks.push(chunk);
    }
    const content = Buffer.concat(chunks);
    const name = Buffer.from(entry.name.replaceAll('\\', '/'));
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\x03\x04'), fields, name, content);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), fields, tail, name);
    offset += 30 + name.length + content.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, index, end]);
}
