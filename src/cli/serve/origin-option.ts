import { Problem } from '../../domain/problem.ts';

/** Collects the origins of web pages: scheme, host and port, as browsers send them, or `*` for all. */
export function originOption(text: string, previous: string[] | undefined): string[] {
  if (text === '*' || originOf(text) === text) return [...(previous ?? []), text];
  const origin = originOf(text);
  throw new Problem('usage', {
    code: 'invalid_origin',
    message: `"${text}" is not the origin of a web page.`,
    hint: origin ? `Write ${origin}.` : 'Write its scheme and host, such as https://crm.example.',
  });
}

/** Returns the origin in the address of a page; undefined if it has none. */
function originOf(text: string): string | undefined {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}
