const marks = new Map<string, boolean>([
  ...[
    'yes',
    'y',
    'true',
    't',
    '1',
    'x',
    'on',
    'checked',
    '✓',
    '✔',
    '☑',
    'dnc',
    'do not call',
    'donotcall',
  ].map((text) => [text, true] as const),
  ...['no', 'n', 'false', '0'].map((text) => [text, false] as const),
  // Dynamics 365 exports whether calls are allowed.
  ...[['do not allow', true] as const, ['allow', false] as const],
]);

/**
 * Reads a filled cell of a `Do Not Call` column.
 *
 * @returns whether the person must not be called; undefined if the text is neither yes nor no, and so must not lead to a call
 */
export function readDoNotCall(text: string): boolean | undefined {
  return marks.get(text.toLowerCase());
}
