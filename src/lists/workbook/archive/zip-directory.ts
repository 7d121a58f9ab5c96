import type { FileHandle } from 'node:fs/promises';

/** A file in a ZIP archive. */
export interface ZipEntry {
  name: string;
  /** Where its local header starts in the archive. */
  offset: number;
  /** Bytes in the archive. */
  compressedSize: number;
  /** Bytes after unpacking, as the archive declares. */
  size: number;
  crc: number;
  /** 0 is stored, 8 is deflated. */
  method: number;
  isEncrypted: boolean;
}

interface Directory {
  offset: number;
  count: number;
}

const endLength = 22;
const longestComment = 0xffff;
const locatorLength = 20;
/** In bytes: a hundred thousand files. */
const largestDirectory = 20_000_000;
/** What stands in a field whose value is elsewhere, because it needs 64 bits. */
const elsewhere = 0xffffffff;

/**
 * Returns the files of a ZIP archive, from its central directory (APPNOTE 4.3.12 to 4.3.16); undefined if the archive is cut short
 * or damaged.
 *
 * @param size of the archive in bytes
 */
export async function readDirectory(file: FileHandle, size: number): Promise<ZipEntry[] | undefined> {
  const directory = await findDirectory(file, size);
  if (!directory || directory.offset > size) return undefined;
  const bytes = await read(file, directory.offset, Math.min(size - directory.offset, largestDirectory));
  const entries: ZipEntry[] = [];
  let start = 0;
  for (let left = directory.count; left > 0; left--) {
    if (start + 46 > bytes.length || !hasSignature(bytes, start, 'PK\x01\x02')) return undefined;
    const entry = entryAt(bytes, start);
    if (!entry || entry.offset + entry.compressedSize > size) return undefined;
    entries.push(entry);
    start +=
      46 + bytes.readUInt16LE(start + 28) + bytes.readUInt16LE(start + 30) + bytes.readUInt16LE(start + 32);
  }
  return entries;
}

async function findDirectory(file: FileHandle, size: number): Promise<Directory | undefined> {
  const length = Math.min(size, endLength + longestComment + locatorLength);
  const tail = await read(file, size - length, length);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + endLength > tail.length) return undefined;
  const directory = { offset: tail.readUInt32LE(end + 16), count: tail.readUInt16LE(end + 10) };
  const isLarge = directory.offset === elsewhere || directory.count === 0xffff;
  const locator = end - locatorLength;
  if (!isLarge || locator < 0 || !hasSignature(tail, locator, 'PK\x06\x07')) return directory;
  const end64 = await read(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
  if (end64.length < 56 || !hasSignature(end64, 0, 'PK\x06\x06')) return undefined;
  return { offset: Number(end64.readBigUInt64LE(48)), count: Number(end64.readBigUInt64LE(32)) };
}

function entryAt(bytes: Buffer, start: number): ZipEntry | undefined {
  const nameEnd = start + 46 + bytes.readUInt16LE(start + 28);
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(start + 30));
  if (nameEnd > bytes.length) return undefined;
  // Of these, in this order, those that need 64 bits are in the extra field.
  const large = [24, 20, 42].filter((at) => bytes.readUInt32LE(start + at) === elsewhere);
  const values = zip64Values(extra, large.length);
  const field = (at: number) => values[large.indexOf(at)] ?? bytes.readUInt32LE(start + at);
  return {
    name: bytes.toString('utf8', start + 46, nameEnd),
    isEncrypted: (bytes.readUInt16LE(start + 8) & 1) === 1,
    method: bytes.readUInt16LE(start + 10),
    crc: bytes.readUInt32LE(start + 16),
    compressedSize: field(20),
    size: field(24),
    offset: field(42),
  };
}

/** Returns the first values of the extra field for 64 bits (APPNOTE 4.5.3). */
function zip64Values(extra: Buffer, count: number): number[] {
  if (count === 0) return [];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const values = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    const most = Math.min(count, Math.floor(values.length / 8));
    return Array.from({ length: most }, (_, n) => Number(values.readBigUInt64LE(n * 8)));
  }
  return [];
}

function hasSignature(bytes: Buffer, at: number, signature: string): boolean {
  return bytes.toString('latin1', at, at + 4) === signature;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(position) || position < 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
