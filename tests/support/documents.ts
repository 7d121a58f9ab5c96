import { readFileSync } from 'node:fs';

const root = new URL('../..', import.meta.url);

/** Returns the text of a file of the project. */
export function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** Returns the fenced code blocks of a language in a document. */
export function blocks(document: string, language: string): string[] {
  return [...read(document).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, body = '']) => body,
  );
}

/** Returns the command lines in a document, without comments. */
export function commandsOf(document: string): string[] {
  return blocks(document, 'sh')
    .flatMap((block) => block.trim().split('\n'))
    .filter((line) => line !== '' && !line.startsWith('# '));
}

/** The list of contacts that the README shows. */
export const customers = blocks('README.md', 'csv')[0] ?? '';
