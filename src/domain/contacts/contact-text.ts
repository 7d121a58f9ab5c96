/** What neither the database nor a UTF-8 file can hold: NUL, which ends a text in SQLite, and half of a surrogate pair. */
const unstorable = /[\0\p{Cs}]/u;

/** Returns a text as it is stored: trimmed, and such that an export returns it unchanged. */
export function storable(text: string): string {
  const whole = unstorable.test(text) ? text.replace(/\0/g, '').replace(/\p{Cs}/gu, '\ufffd') : text;
  return whole.trim();
}

/** Returns the first address of a cell with several e-mail addresses, or else the cell. */
export function firstAddress(text: string): string {
  const parts = text.split(/:::|[;,\s]/).filter((part) => part !== '');
  const [first] = parts;
  return first !== undefined && parts.every((part) => part.includes('@')) ? first : text;
}
