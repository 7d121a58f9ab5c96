import { InvalidXml } from '../archive/read-xml.ts';
import { limits } from '../limits.ts';

/** Collects the text of a cell from its runs, without the phonetic ones that say how it is read aloud (ECMA-376 part 1, 18.4). */
export class RichText {
  #text = '';
  #isText = false;
  #phonetic = 0;

  clear(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#isText = true;
    else if (name === 'rPh') this.#phonetic++;
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#phonetic--;
  }

  /** @throws InvalidXml if the text gets longer than any is */
  add(content: string): void {
    if (!this.#isText || this.#phonetic > 0) return;
    this.#text += content;
    if (this.#text.length > limits.text) throw new InvalidXml('A text is too long.');
  }

  take(): string {
    return unescaped(this.#text);
  }
}

/** Returns a text with the characters that XML cannot have, such as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
