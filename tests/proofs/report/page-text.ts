/** A table of a page: its caption, and the text of each cell of its body. */
export interface PageTable {
  caption: string;
  rows: string[][];
}

/** Reads the tables of a page. */
export function tablesOf(page: string): PageTable[] {
  return [...page.matchAll(/<table.*?<\/table>/gs)].map(([table]) => ({
    caption: textOf(/<caption>(.*?)<\/caption>/s.exec(table)?.[1] ?? ''),
    rows: [...(/<tbody>(.*?)<\/tbody>/s.exec(table)?.[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(
      ([, row = '']) =>
        [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => textOf(cell)),
    ),
  }));
}

/** Returns what is read of a piece of a page. */
export function textOf(markup: string): string {
  return markup
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<small>.*?<\/small>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

/** Returns everything in a page that could make a browser load or run something. */
export function outsideReferences(page: string): string[] {
  const own = /<meta http-equiv="Content-Security-Policy"[^>]*>|xmlns="[^"]*"/g;
  const suspicious =
    /<(script|link|img|iframe|object|embed|form|base|a)\b[^>]*>|\b(src|href|srcset|action|style|on\w+)=|url\(|@import|https?:|\bdata:/gi;
  return [...page.replace(own, '').matchAll(suspicious)].map(([found]) => found);
}
