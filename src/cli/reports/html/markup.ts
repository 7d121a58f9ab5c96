import { printable } from '../../terminal/printable.ts';

/** HTML that only `html` makes, so that text from outside cannot become part of it unescaped. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Joins literal parts and values; values that are text are escaped. */
  static of(strings: TemplateStringsArray, values: readonly Value[]): Markup {
    return new Markup(strings.map((part, index) => part + rendered(values[index])).join(''));
  }

  /** Takes text of voicebot's own as it is: a style sheet. */
  static own(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | undefined | Markup | readonly Markup[];

/** Tags a template whose values are escaped, unless they are markup themselves: html`<h1>${name}</h1>`. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return Markup.of(strings, values);
}

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.toString();
  return typeof value === 'object' ? value.map(String).join('\n') : escaped(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for content and for quoted attributes, without control characters and those that show text in another order. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
