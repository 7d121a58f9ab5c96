import { type Attributes, attribute, InvalidXml, isTrue } from '../archive/read-xml.ts';
import { type CellValue, isoDateText, noResult } from '../cell-value.ts';
import { percentage, plainNumber, shownDigits } from '../formats/number-format.ts';
import { limits } from '../limits.ts';

/** Elements in a cell that are not its text: comments, drawings, and how it is read aloud. */
const asides: ReadonlySet<string> = new Set([
  'annotation',
  'shapes',
  'frame',
  'custom-shape',
  'ruby-text',
  'table',
]);

/** A cell of an OpenDocument sheet while it is read (OpenDocument 1.2, part 1, 9.1.4 and 5.1). */
export class OdsCell {
  /** How many columns it stands for. */
  readonly repeat: number;
  readonly #attributes: Attributes;
  readonly #paragraphs: string[] = [];
  #length = 0;
  #isParagraph = false;
  #aside = 0;

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
    this.repeat = repeated(attributes, 'number-columns-repeated');
  }

  open(name: string, attributes: Attributes): void {
    if (asides.has(name)) this.#aside++;
    else if (this.#aside > 0) return;
    else if (name === 'p' || name === 'h') {
      this.#isParagraph = true;
      this.#paragraphs.push('');
    } else if (name === 's') this.text(' '.repeat(Math.min(repeated(attributes, 'c'), limits.text)));
    else if (name === 'tab') this.text('\t');
    else if (name === 'line-break') this.text('\n');
  }

  text(content: string): void {
    if (!this.#isParagraph || this.#aside > 0) return;
    this.#length += content.length;
    if (this.#length > limits.text) throw new InvalidXml('A text is too long.');
    this.#paragraphs[this.#paragraphs.length - 1] += content;
  }

  close(name: string): void {
    if (asides.has(name)) this.#aside--;
    else if (this.#aside === 0 && (name === 'p' || name === 'h')) this.#isParagraph = false;
  }

  read(): CellValue {
    const shown = this.#paragraphs.join('\n');
    const type = this.#attribute('value-type');
    const hasFormula = this.#attribute('formula') !== undefined;
    if (hasFormula && /^(?:#[A-Z][A-Z0-9/]+[!?]?|Err:\d+)$/.test(shown)) return { text: '', lost: shown };
    if (hasFormula && type === undefined && shown === '')
      return { text: '', lost: noResult, isUncalculated: true };
    return { text: this.#valueText(type, shown) };
  }

  #valueText(type: string | undefined, shown: string): string {
    const value = this.#attribute('value') ?? '';
    switch (type) {
      case 'float':
        return shownDigits(plainNumber(value), shown.trim());
      case 'currency':
        return plainNumber(value);
      case 'percentage':
        return percentage(value);
      case 'date':
        return dateText(this.#attribute('date-value') ?? shown, shown);
      case 'time':
        return timeText(this.#attribute('time-value') ?? '') ?? shown;
      case 'boolean':
        return isTrue(this.#attribute('boolean-value')) ? 'TRUE' : 'FALSE';
      default:
        return shown === '' ? (this.#attribute('string-value') ?? '') : shown;
    }
  }

  #attribute(name: string): string | undefined {
    return attribute(this.#attributes, name);
  }
}

/** Returns how often something is repeated. */
export function repeated(attributes: Attributes, name: string): number {
  const count = Number(attribute(attributes, name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

/** Returns a date with its time of day, unless it is shown without. */
function dateText(value: string, shown: string): string {
  const text = isoDateText(value);
  return shown === '' || /\d[:.h]\d\d/.test(shown) ? text : text.replace(/^(\d{4}-\d\d-\d\d) .*/, '$1');
}

/** Returns a time of day, or a duration of a day and more, as `14:00` or `36:30`; undefined if it is none. */
function timeText(value: string): string | undefined {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/.exec(value);
  if (!parts) return undefined;
  const [hours = '0', minutes = '0', seconds = '0'] = parts.slice(1);
  const clock = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
  return Number(seconds) === 0 ? clock : `${clock}:${seconds.padStart(2, '0')}`;
}
