/** What the database, and a file in UTF-8, cannot hold as it is: NUL ends a text there, and half a pair of UTF-16 is no character. */
const unstorable = /[\0\p{Cs}]/u;

/** A text of a contact as it is kept: without the spaces around it, and such that it comes back from an export as it went in. */
export function storable(text: string): string {
  const whole = unstorable.test(text) ? text.replace(/\0/g, '').replace(/\p{Cs}/gu, '\ufffd') : text;
  return whole.trim();
}

/** Of an e-mail cell that holds several addresses the first; else the cell. */
export function firstAddress(text: string): string {
  const parts = text.split(/:::|[;,\s]/).filter((part) => part !== '');
  const [first] = parts;
  return first !== undefined && parts.every((part) => part.includes('@')) ? first : text;
}
