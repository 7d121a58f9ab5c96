import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { limits } from '../limits.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** An XML file that breaks its rules, or the limits of a workbook. */
export class InvalidXml extends Error {}

export type Attributes = Readonly<Record<string, string>>;

/** Gets what is in an XML file, in order. Names come without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Reads a part of a workbook, and yields how many of its bytes are read, from time to time.
 *
 * @throws Problem `invalid_workbook` if it is no XML, or has longer tags and texts, or is nested deeper, than a workbook can be
 */
export async function* readXml(
  archive: ZipArchive,
  entry: ZipEntry,
  handler: XmlHandler,
): AsyncGenerator<number> {
  const parser = new BoundedParser(handler);
  let read = 0;
  try {
    for await (const chunk of archive.read(entry)) {
      parser.write(chunk);
      read += chunk.length;
      yield read;
    }
    parser.close();
  } catch (error) {
    throw error instanceof InvalidXml ? archive.damaged(entry, error) : error;
  }
}

/** Reads a whole part of a workbook. */
export async function readWholeXml(archive: ZipArchive, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  for await (const _read of readXml(archive, entry, handler));
}

/** Returns an attribute with any prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? undefined : attributes[prefixed];
}

/** Returns whether an attribute means yes (xsd:boolean; old programs write `on`). */
export function isTrue(text: string | undefined): boolean {
  return /^\s*(?:1|true|on)\s*$/i.test(text ?? '');
}

class BoundedParser {
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  #decoder: TextDecoder | undefined;
  #depth = 0;
  /** Characters since anything has ended. */
  #gap = 0;

  constructor(handler: XmlHandler) {
    const parser = this.#parser;
    const ended = () => {
      this.#gap = 0;
    };
    const text = (content: string) => {
      this.#gap = 0;
      handler.text?.(content);
    };
    parser.on('opentag', ({ name, attributes }) => {
      this.#gap = 0;
      if (++this.#depth > limits.depth) throw new InvalidXml('It is nested too deep.');
      handler.open?.(localName(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#gap = 0;
      this.#depth--;
      handler.close?.(localName(name));
    });
    parser.on('text', text);
    parser.on('cdata', text);
    parser.on('comment', ended);
    parser.on('processinginstruction', ended);
    parser.on('error', ({ message }) => {
      throw new InvalidXml(message);
    });
  }

  write(bytes: Buffer): void {
    this.#decoder ??= decoderFor(bytes);
    const text = decoded(this.#decoder, bytes);
    this.#gap += text.length;
    this.#parser.write(text);
    if (this.#gap > limits.gap) throw new InvalidXml('A tag or a text is too long.');
  }

  close(): void {
    if (this.#decoder) this.#parser.write(decoded(this.#decoder));
    this.#parser.close();
  }
}

function decoded(decoder: TextDecoder, bytes?: Buffer): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (error) {
    throw new InvalidXml('It has bytes that cannot be decoded.', { cause: error });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Returns a decoder for an XML file by its first bytes (XML 1.0, appendix F), or else by what it declares. */
function decoderFor(start: Buffer): TextDecoder {
  const two = start.toString('latin1', 0, 2);
  const declaration = start.toString('latin1', 0, 200);
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1];
  // A file in UTF-16 begins otherwise, so this one only says so.
  const encoding = declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared;
  const wide = { '\xff\xfe': 'utf-16le', '<\0': 'utf-16le', '\xfe\xff': 'utf-16be', '\0<': 'utf-16be' }[two];
  try {
    return new TextDecoder(wide ?? encoding, { fatal: true });
  } catch (error) {
    throw new InvalidXml(`Its encoding ${encoding} is not known.`, { cause: error });
  }
}
