import type { Owner } from '../../contacts/merging/new-owner.ts';
import { SeenNumbers } from './seen-numbers.ts';

const fields = ['name', 'email', 'businessName'] as const;

/**
 * The owners of the numbers that a list has had so far: in a dry run, which writes none of them. A million take some 60 MB, and
 * several times as much as objects.
 */
export class OwnersSoFar {
  /** The value of a number: where its owner begins in the bytes, each field with a line feed behind it. */
  readonly #numbers = new SeenNumbers();
  #bytes = Buffer.alloc(1024);
  #end = 1;

  /** Sets the owner of a number, in E.164. */
  set(phoneNumber: string, owner: Owner): void {
    const text = fields.map((field) => `${(owner[field] ?? '').replaceAll('\n', ' ')}\n`).join('');
    const size = Buffer.byteLength(text);
    if (this.#end + size > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], (this.#end + size) * 2);
    this.#numbers.add(phoneNumber);
    this.#numbers.setValue(phoneNumber, this.#end);
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Returns the owner of a number; undefined if it was not set. */
  get(phoneNumber: string): Owner | undefined {
    let start = this.#numbers.valueOf(phoneNumber);
    if (start === 0) return undefined;
    const [name, email, businessName] = fields.map(() => {
      const end = this.#bytes.indexOf(10, start);
      const text = this.#bytes.toString('utf8', start, end);
      start = end + 1;
      return text;
    });
    return { name, email, businessName };
  }
}
