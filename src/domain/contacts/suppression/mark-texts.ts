/** What most cells begin with that say `do not call`: tested first, because it rules out nearly every cell of a list. */
const beginning = /^\W{0,8}(?:please|do|does|never|no|on|not|must|dnc|dnd|call|phone|opted|opt|deceased)/i;

const longest = 60;

const saying = new RegExp(
  [
    '^(?:please)?(?:(?:do|does|must)n(?:o)?t|never|nolonger)(?:ever|be|tobe|want(?:tobe)?|to)*',
    '(?:cold)?(?:call|phone|ring|telephone|dial|contact)(?:e?d|s)?(?:or(?:text|sms|e?mail))?',
    '(?:again|anymore|ever|please|dnc|list|register|registered|listed|requested|true|yes)*$',
    '|^nottobe(?:called|phoned|contacted)$',
    '|^(?:on|onthe|is)?(?:dncr?|dnd)(?:list|listed|register|registered|requested|true|yes)?$',
    '|^no(?:more)?(?:phone|telephone|sales|marketing|cold)calls?$|^no(?:more)?calls$',
    '|^(?:call|phone)s?opt(?:ed)?out$|^opt(?:ed)?outof(?:all|phone)*calls?$|^deceased$',
  ].join(''),
);

/** Returns whether a whole cell says, whatever its column, that this person must not be called: `Do not call`, `DNC`, `Deceased`. */
export function saysDoNotCall(text: string): boolean {
  if (text.length > longest || !beginning.test(text)) return false;
  return saying.test(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}

const resemblance =
  /\b(?:do|does|must)(?:\s*no|n['’]?)t\s+(?:want\s+(?:to\s+be\s+)?|be\s+|ever\s+)?(?:call|phone|ring|contact|telephone|disturb)|\bnever\s+(?:call|phone|ring|contact)|\bno(?:\s+more)?\s+(?:phone\s+)?calls\b|\bdnc\b|\bopt(?:ed)?[\s-]?out\b|\bunsubscribed\b|\bdeceased\b|\bblack-?listed\b/i;

/** Returns whether a text may mean that this person must not be called: `please do not call before noon`. */
export function resemblesMark(text: string): boolean {
  return resemblance.test(text);
}

const consents = new Map<string, boolean>([
  ...[
    ...['yes', 'y', 'true', 't', '1', 'x', 'on', 'checked', '✓', '✔', '☑', 'ok', 'okay', 'allow', 'allowed'],
    ...[
      'opted in',
      'opt in',
      'opted-in',
      'opt-in',
      'subscribed',
      'granted',
      'given',
      'accepted',
      'consented',
    ],
  ].map((text) => [text, true] as const),
  ...[
    ...[
      'no',
      'n',
      'false',
      'f',
      '0',
      'off',
      'unchecked',
      '✗',
      '✘',
      '☐',
      'do not allow',
      'not allowed',
      'never',
    ],
    ...['opted out', 'opt out', 'opted-out', 'opt-out', 'unsubscribed', 'refused', 'declined', 'denied'],
    ...['withdrawn', 'revoked', 'not given', 'none'],
  ].map((text) => [text, false] as const),
]);

/**
 * Reads a filled cell of a column such as `OK to call`.
 *
 * @returns whether the person may be called; undefined if the text is neither yes nor no
 */
export function readConsent(text: string): boolean | undefined {
  return consents.get(text.toLowerCase()) ?? (saysDoNotCall(text) ? false : undefined);
}
