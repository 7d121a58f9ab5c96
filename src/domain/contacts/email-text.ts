/** Of an e-mail cell that holds several addresses the first; else the cell. */
export function firstAddress(text: string): string {
  const parts = text.split(/:::|[;,\s]/).filter((part) => part !== '');
  const [first] = parts;
  return first !== undefined && parts.every((part) => part.includes('@')) ? first : text;
}
