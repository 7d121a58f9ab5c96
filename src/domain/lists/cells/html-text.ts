/** The entities that a program writes for what HTML reserves, and for a space. Other names would be words of some other text. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

const entity = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g;

/** What every text of HTML begins with that a program has escaped. */
const reserved = /&(?:amp|lt|gt|quot|apos|#0*39|#0*34|#[xX]0*27|#[xX]0*22);/;

/** Returns a text as a browser would show it: `Smith &amp; Sons` as `Smith & Sons`. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    entity,
    (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return isCharacter(code) ? String.fromCodePoint(code) : whole;
    },
  );
}

function isCharacter(code: number): boolean {
  return code >= 32 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
}

/**
 * Finds out whether a list is escaped as HTML as a whole: it has what only HTML writes so, and no `&` that is not part of an entity,
 * such as that of `Smith & Sons`.
 */
export class HtmlFinder {
  #hasEntities = false;
  #hasOthers = false;

  /** @param cells of a row, or the headers */
  look(cells: readonly string[]): void {
    if (this.#hasOthers) return;
    for (const text of cells) {
      if (!text.includes('&')) continue;
      this.#hasEntities ||= reserved.test(text);
      this.#hasOthers ||= text.replace(entity, '').includes('&');
    }
  }

  get isHtml(): boolean {
    return this.#hasEntities && !this.#hasOthers;
  }
}
