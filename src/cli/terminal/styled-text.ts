import { Chalk } from 'chalk';
import { printable } from './printable.ts';

/** Always paints: whether to is decided when text is printed, for each stream. */
const chalk = new Chalk({ level: 1 });

type Style = 'bold' | 'dim' | 'italic' | 'red' | 'green' | 'yellow' | 'cyan';

/** A piece of text in one set of styles, outermost first. */
interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
}

/** What can be printed: text of any origin, which is cleaned when it is printed, or text with styles. */
export type Printable = string | StyledText;

/**
 * One line of text with styles. Only `paint` and `styled` make one, from text that they clean, so the only escape codes in what is
 * printed are those that `render` adds.
 */
export class StyledText {
  readonly #spans: readonly Span[];

  private constructor(spans: readonly Span[]) {
    this.#spans = spans;
  }

  /** Joins texts, and adds a style around them. */
  static of(texts: readonly Printable[], style?: Style): StyledText {
    const added = style ? [style] : [];
    return new StyledText(
      texts.flatMap((text) =>
        typeof text === 'string'
          ? [{ text: printable(text), styles: added }]
          : text.#spans.map((span) => ({ text: span.text, styles: [...added, ...span.styles] })),
      ),
    );
  }

  /** Returns the part between these indices of the text without its styles. */
  slice(start: number, end: number): StyledText {
    let index = 0;
    return new StyledText(
      this.#spans.map(({ text, styles }) => {
        const from = index;
        index += text.length;
        return { text: text.slice(Math.max(0, start - from), Math.max(0, end - from)), styles };
      }),
    );
  }

  /** The text without its styles. */
  toString(): string {
    return this.#spans.map(({ text }) => text).join('');
  }

  toJSON(): string {
    return this.toString();
  }

  /** Returns the text as a terminal shows it, with escape codes if it has colour. @param clean applied to each span */
  render(hasColour: boolean, clean: (text: string) => string): string {
    const paintSpan = ({ text, styles }: Span) =>
      styles.reduceRight((inner, style) => chalk[style](inner), clean(text));
    return this.#spans
      .map((span) => (hasColour && span.text !== '' ? paintSpan(span) : clean(span.text)))
      .join('');
  }
}

/** Rows of cells that are laid out when they are printed, for then it is known whether they have colour. */
export class LaidOut {
  readonly #rows: readonly (readonly Printable[])[];
  readonly #layOut: (rows: string[][]) => string;

  /** @param layOut joins rows of rendered cells, and adds nothing but blanks and line breaks */
  constructor(rows: readonly (readonly Printable[])[], layOut: (rows: string[][]) => string) {
    this.#rows = rows;
    this.#layOut = layOut;
  }

  /** Returns the lines as a terminal shows them; parameters as for `StyledText`. */
  render(hasColour: boolean, clean: (text: string) => string): string {
    return this.#layOut(
      this.#rows.map((cells) => cells.map((cell) => StyledText.of([cell]).render(hasColour, clean))),
    );
  }
}

/** Returns text in a style; a screen without colour shows it plain. */
export const paint = {
  bold: (text: Printable) => StyledText.of([text], 'bold'),
  dim: (text: Printable) => StyledText.of([text], 'dim'),
  italic: (text: Printable) => StyledText.of([text], 'italic'),
  red: (text: Printable) => StyledText.of([text], 'red'),
  green: (text: Printable) => StyledText.of([text], 'green'),
  yellow: (text: Printable) => StyledText.of([text], 'yellow'),
  cyan: (text: Printable) => StyledText.of([text], 'cyan'),
} satisfies Record<Style, (text: Printable) => StyledText>;

/** Tags a template whose values may have styles: styled`${paint.green('✓')} ${message}`. */
export function styled(
  strings: TemplateStringsArray,
  ...values: readonly (Printable | number | undefined)[]
): StyledText {
  return StyledText.of(
    strings.flatMap((string, index) => {
      const value = values[index];
      return [string, value instanceof StyledText ? value : String(value ?? '')];
    }),
  );
}

/** Joins texts with a separator between them. */
export function joined(texts: readonly Printable[], separator: string): StyledText {
  return StyledText.of(texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text])));
}

/** Returns whether there is anything to see. */
export function isEmpty(text: Printable): boolean {
  return text.toString() === '';
}
