/** Where an object of a JSON document ends. */
export interface ItemEnd {
  /** From 1. */
  line: number;
  /** Characters from the start. */
  end: number;
}

const marks = /["{}[\]]|\r\n|[\r\n]/g;

/**
 * Where the objects of a list end: those of an array, or of the array `contacts` in an object. JSON.parse does not tell.
 *
 * @param text a document that JSON.parse has read, with such a list
 */
export function jsonItemEnds(text: string): ItemEnd[] {
  const ends: ItemEnd[] = [];
  const listDepth = text.trimStart().startsWith('[') ? 1 : 2;
  let depth = 0;
  let line = 1;
  let key = '';
  marks.lastIndex = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    switch (mark[0]) {
      case '"': {
        const end = endOfString(text, mark.index);
        if (depth === 1) key = text.slice(mark.index, end);
        marks.lastIndex = end;
        break;
      }
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        depth--;
        if (mark[0] === '}' && depth === listDepth && (listDepth === 1 || key === '"contacts"'))
          ends.push({ line, end: mark.index + 1 });
        break;
      default:
        line++;
    }
  }
  return ends;
}

/** Past the quote that closes the string which opens here (RFC 8259, 7). */
function endOfString(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
