/** The end of an object in a JSON document. */
export interface ItemEnd {
  /** From 1. */
  line: number;
  /** Characters from the start. */
  end: number;
}

const tokens = /["{}[\]]|\r\n|[\r\n]/g;

/**
 * Returns where the objects of a list end, which JSON.parse does not say: those of an array, or of the array `contacts` in an
 * object.
 *
 * @param text valid JSON with such a list
 */
export function jsonItemEnds(text: string): ItemEnd[] {
  const ends: ItemEnd[] = [];
  const listDepth = text.trimStart().startsWith('[') ? 1 : 2;
  let depth = 0;
  let line = 1;
  let key = '';
  tokens.lastIndex = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    switch (token[0]) {
      case '"': {
        const end = endOfString(text, token.index);
        if (depth === 1) key = text.slice(token.index, end);
        tokens.lastIndex = end;
        break;
      }
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        depth--;
        if (token[0] === '}' && depth === listDepth && (listDepth === 1 || key === '"contacts"'))
          ends.push({ line, end: token.index + 1 });
        break;
      default:
        line++;
    }
  }
  return ends;
}

/** Returns the index after a string (RFC 8259, 7). @param start the index of its opening quote */
export function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}
