/** A file in a ZIP archive. */
export interface ZipEntry {
  name: string;
  /** Where its local header starts in the archive. */
  offset: number;
  /** Bytes in the archive. */
  compressedSize: number;
  /** Bytes after unpacking, as the archive declares. */
  size: number;
  /** 0 is stored, 8 is deflated. */
  method: number;
  /** Its record in the directory. */
  record: Buffer;
}

const endSignature = 'PK\x05\x06';
const entrySignature = 'PK\x01\x02';
const localSignature = 'PK\x03\x04';
const endLength = 22;
const longestComment = 0xffff;

/**
 * Returns the files of a ZIP archive, from its central directory (APPNOTE 4.3.12, 4.3.16); undefined if the archive is cut short
 * or damaged. Sizes from 4 GiB up (ZIP64) are returned as 4 GiB.
 */
export function zipEntries(archive: Buffer): ZipEntry[] | undefined {
  const end = archive.lastIndexOf(endSignature, undefined, 'latin1');
  if (end < 0 || end + endLength > archive.length || end < archive.length - endLength - longestComment)
    return undefined;
  const entries: ZipEntry[] = [];
  let start = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (start + 46 > archive.length || archive.toString('latin1', start, start + 4) !== entrySignature)
      return undefined;
    const nameLength = archive.readUInt16LE(start + 28);
    const next =
      start + 46 + nameLength + archive.readUInt16LE(start + 30) + archive.readUInt16LE(start + 32);
    entries.push({
      name: archive.toString('utf8', start + 46, start + 46 + nameLength),
      method: archive.readUInt16LE(start + 10),
      compressedSize: archive.readUInt32LE(start + 20),
      size: archive.readUInt32LE(start + 24),
      offset: archive.readUInt32LE(start + 42),
      record: archive.subarray(start, next),
    });
    start = next;
  }
  return entries;
}

/** Returns an archive of only these of its entries. What the others hold is still in it, but in no directory, so nothing unpacks it. */
export function archiveOf(archive: Buffer, entries: readonly ZipEntry[]): Buffer {
  const directory = Buffer.concat(entries.map(({ record }) => record));
  const end = Buffer.alloc(endLength);
  end.write(endSignature, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(archive.length, 16);
  return Buffer.concat([archive, directory, end]);
}

/** Returns the bytes of an entry as they are stored; undefined if they are not where they should be. */
export function storedBytes(archive: Buffer, { offset, compressedSize }: ZipEntry): Buffer | undefined {
  if (offset + 30 > archive.length || archive.toString('latin1', offset, offset + 4) !== localSignature)
    return undefined;
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  if (start + compressedSize > archive.length) return undefined;
  return archive.subarray(start, start + compressedSize);
}
