import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { errorCode } from '../../../domain/problem.ts';
import { fileProblem } from '../../list-problems.ts';
import { limits } from '../limits.ts';
import { damagedWorkbook, largeWorkbook, lockedWorkbook } from '../workbook-problems.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

const localHeader = 30;
const chunkSize = 128 * 1024;

/** A ZIP archive on disk. Nothing of it is held in memory but its directory. */
export class ZipArchive {
  /** In the order of the directory. */
  readonly entries: readonly ZipEntry[];
  readonly label: string;
  readonly #path: string;
  /** Bytes that each entry was found to unpack to, so far. */
  readonly #unpacked = new Map<ZipEntry, number>();

  private constructor(path: string, label: string, entries: readonly ZipEntry[]) {
    this.#path = path;
    this.label = label;
    this.entries = entries;
  }

  /** Reads the directory of an archive. @returns undefined if it is cut short or damaged @throws Problem `file_unreadable` */
  static async open(path: string, size: number, label: string): Promise<ZipArchive | undefined> {
    const entries = await withFile(path, label, (file) => readDirectory(file, size));
    return entries && new ZipArchive(path, label, entries);
  }

  /** Finds a file, whatever the case of its name, and with any slashes. */
  find(name: string): ZipEntry | undefined {
    const wanted = normalised(name);
    return this.entries.find((entry) => normalised(entry.name) === wanted);
  }

  /**
   * Unpacks a file piece by piece, and counts what all files together unpack to, whatever they declare.
   *
   * @throws Problem `invalid_workbook`, `file_too_large`, `workbook_has_password`, `file_unreadable`
   */
  async *read(entry: ZipEntry): AsyncGenerator<Buffer> {
    if (entry.isEncrypted) throw lockedWorkbook(this.label);
    if (entry.method !== 0 && entry.method !== 8) throw this.damaged(entry);
    let [size, crc] = [0, 0];
    try {
      for await (const chunk of await this.#stream(entry)) {
        if (!Buffer.isBuffer(chunk)) continue;
        size += chunk.length;
        crc = crc32(chunk, crc);
        this.#count(entry, size);
        yield chunk;
      }
    } catch (error) {
      throw errorCode(error)?.startsWith('Z_') ? this.damaged(entry, error) : fileProblem(error, this.label);
    }
    if (crc !== entry.crc) throw this.damaged(entry);
  }

  /** Unpacks a small file. @param most bytes; what is longer is cut */
  async readStart(entry: ZipEntry, most: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.read(entry)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= most) break;
    }
    return Buffer.concat(chunks).subarray(0, most);
  }

  /** Returns the problem for a file in the archive that cannot be read. */
  damaged({ name }: ZipEntry, cause?: unknown): Error {
    return damagedWorkbook(this.label, `its part ${name} cannot be read`, cause);
  }

  #count(entry: ZipEntry, size: number): void {
    this.#unpacked.set(entry, Math.max(size, this.#unpacked.get(entry) ?? 0));
    const all = [...this.#unpacked.values()].reduce((sum, one) => sum + one, 0);
    if (all > limits.unpacked)
      throw largeWorkbook(this.label, `of more than ${Math.round(limits.unpacked / 1e6)} MB unpacked`);
  }

  async #stream(entry: ZipEntry): Promise<AsyncIterable<unknown>> {
    const header = await withFile(this.#path, this.label, (file) => readAt(file, entry.offset, localHeader));
    if (header.length < localHeader || header.toString('latin1', 0, 4) !== 'PK\x03\x04')
      throw this.damaged(entry);
    const start = entry.offset + localHeader + header.readUInt16LE(26) + header.readUInt16LE(28);
    if (entry.compressedSize === 0) return emptyStream();
    const end = start + entry.compressedSize - 1;
    const stored = createReadStream(this.#path, { start, end, highWaterMark: chunkSize });
    if (entry.method === 0) return stored;
    // Both streams are closed, and the loop over the second one ends with the error of either.
    return pipeline(stored, createInflateRaw({ chunkSize }), () => undefined);
  }
}

async function* emptyStream(): AsyncGenerator<Buffer> {}

/** Returns a name as parts are compared (OPC, ECMA-376 part 2, 6.2.2). Some programs write backslashes. */
export function normalised(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function withFile<T>(path: string, label: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    const file = await open(path);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileProblem(error, label);
  }
}
