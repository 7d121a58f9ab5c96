/** Returns the lines that items become. */
export function lines<T>(items: readonly T[], line: (item: T) => string): string {
  return items.map(line).join('\n');
}
