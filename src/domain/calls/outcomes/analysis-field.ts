/** What analyses say, in lower case, where they have nothing to say. */
const nothing: ReadonlySet<string> = new Set([
  ...[
    '',
    '-',
    'none',
    'null',
    'undefined',
    'nil',
    'nan',
    'n/a',
    'na',
    'not applicable',
    'unknown',
    '{}',
    '[]',
  ],
  ...['not mentioned', 'not stated', 'not discussed', 'not provided', 'not specified', 'not requested'],
  ...['none mentioned', 'no', 'false'],
]);

/**
 * Returns the values of a field of a custom analysis, as text, without those that say nothing. An agent is configured by hand, so the case
 * of the field's name, and spaces or dashes in it, do not matter: there may be several.
 */
export function fieldsOf(analysis: Readonly<Record<string, unknown>> | null, field: string): string[] {
  const named = Object.entries(analysis ?? {}).filter(([name]) => fold(name) === fold(field));
  return named.map(([, value]) => textOf(value)).filter((text) => !nothing.has(plain(text)));
}

/** Returns a text in lower case, without the full stop at its end. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).trim();
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
