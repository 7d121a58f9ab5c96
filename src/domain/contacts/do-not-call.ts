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
  // Dynamics 365 asks whether calls are allowed.
  ...[['do not allow', true] as const, ['allow', false] as const],
]);

/**
 * What a filled cell under `Do Not Call` says: whether nobody may phone this person.
 *
 * @returns undefined if it cannot be told, and so must not lead to a call
 */
export function readDoNotCall(text: string): boolean | undefined {
  return marks.get(text.toLowerCase());
}
