const plain = new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 17 });

/** A number as a person writes it, without exponent: `61412345678`, `0.0000001`. */
export function plainNumber(number: number): string {
  const text = String(number);
  return Number.isFinite(number) && text.includes('e') ? plain.format(number) : text;
}
