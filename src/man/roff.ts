/**
 * Text for man pages: the man macros, which every man reads (https://man.openbsd.org/man.7). What is written here has no warnings
 * by `mandoc -Tlint`.
 */

/** Characters that roff has names for, or reads as something else. */
const named: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
};

/** Returns text that shows as it is, with every hyphen as the sign that can be copied into a shell. */
export function literal(text: string): string {
  const escaped = text.replace(/[\\\-'`^~"]/g, (sign) => named[sign] ?? sign);
  return escaped.replace(/[^\n\x20-\x7e]/gu, (sign) => `\\[u${codeOf(sign)}]`);
}

/** Returns text for reading: its hyphens may be hyphens. */
export function prose(text: string): string {
  return literal(text).replace(/(\p{L})\\-(?=\p{L})/gu, '$1-');
}

export function bold(text: string): string {
  return text === '' ? '' : `\\fB${text}\\fR`;
}

export function italic(text: string): string {
  return text === '' ? '' : `\\fI${text}\\fR`;
}

/** `mandoc -Tlint` wants no longer line of text. */
const maxLine = 79;

/** Returns lines of text, none of which roff takes for a request. A new sentence begins a new line, as roff wants it. */
export function lines(text: string): string[] {
  return text
    .trim()
    .replace(/(?<=[a-z)\]][.?!]) (?=\p{Lu})/gu, '\n')
    .split('\n')
    .flatMap(shortLines)
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line));
}

function shortLines(text: string): string[] {
  const short: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = [short.at(-1), word].join(' ');
    if (short.length > 0 && longer.length < maxLine) short[short.length - 1] = longer;
    else short.push(word);
  }
  return short;
}

/** Returns a paragraph. */
export function paragraph(text: string): string[] {
  return ['.PP', ...lines(text)];
}

/** Returns a term, and below it what is said about it. */
export function definition(term: string, about: string): string[] {
  return ['.TP', ...lines(term), ...lines(about)];
}

/** Returns lines that are shown as they are, indented. */
export function display(text: readonly string[]): string[] {
  const shown = text
    .map((line) => (line === '' ? '\\&' : line))
    .map((line) => line.replace(/^(?=[.'])/, '\\&'));
  return ['.PP', '.RS 4', '.nf', ...shown, '.fi', '.RE'];
}

/** Returns a heading. */
export function heading(text: string): string {
  return `.SH ${quoted(literal(text.toUpperCase()))}`;
}

/** Returns a heading below a heading. */
export function subheading(text: string): string {
  return `.SS ${quoted(prose(text))}`;
}

/** Returns a reference to a page, such as `voicebot(1)`. */
export function reference(name: string, section: number): string {
  return `${bold(literal(name))}(${section})`;
}

/** Returns the first line of a page. */
export function title(
  name: string,
  section: number,
  { date, version }: { date: string; version: string },
): string {
  return `.TH ${quoted(literal(name.toUpperCase()))} ${section} ${date} ${quoted(`voicebot ${version}`)} "voicebot manual"`;
}

function quoted(text: string): string {
  return `"${text}"`;
}

function codeOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
