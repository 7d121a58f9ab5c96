/** Returns the text of a JSON value: `yes` for `true`, nothing for `false` and null, an array of texts joined with `;`. */
export function jsonCellText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'yes' : '';
    default:
      break;
  }
  if (value === null || value === undefined) return '';
  const isListOfTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isListOfTexts ? value.join(';') : JSON.stringify(value);
}

/** Made when it is first needed: most lists have no such number, and what Intl needs takes long to load. */
let withoutExponent: Intl.NumberFormat | undefined;

/** Returns a number as a person writes it: `61412345678`, `0.0000001`. */
export function numberText(number: number): string {
  const text = String(number);
  if (!Number.isFinite(number) || !text.includes('e')) return text;
  withoutExponent ??= new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 17 });
  return withoutExponent.format(number);
}
