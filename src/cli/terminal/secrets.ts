const dots = '••••';

/** Returns a function that remembers secrets, and one that puts dots in their place in a text. */
export function concealer() {
  const secrets = new Set<string>();
  let known: RegExp | undefined;
  return {
    conceal: (texts: readonly string[]) => {
      for (const text of texts) {
        secrets.add(text).add(JSON.stringify(text).slice(1, -1));
      }
      const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
      known = secrets.size > 0 ? new RegExp(longestFirst.map(escapeRegExp).join('|'), 'g') : undefined;
    },
    concealed: (text: string) => (known ? text.replace(known, dots) : text),
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
