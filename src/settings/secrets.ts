import { isSecret, settingNames } from './definitions.ts';

/** Settings and variables of the environment that are, or may contain, a secret. */
const secretNames = [
  ...settingNames.filter(isSecret),
  'RETELL_BASE_URL',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'https_proxy',
  'http_proxy',
];

/** Shorter texts, such as the key `any` of a rehearsal, are words of ordinary sentences too. */
const shortestWord = 8;

/**
 * Returns the secrets in settings or in the environment, which must not be printed: keys, and what addresses hold besides
 * the address itself.
 */
export function secretsOf(values: Readonly<Record<string, string | undefined>>): string[] {
  return secretNames.flatMap((name) => {
    const text = values[name]?.trim() ?? '';
    if (isSecret(name))
      return text
        .split(',')
        .map((key) => key.trim())
        .filter(isLong);
    return secretsOfAddress(text);
  });
}

/** Returns the user, password and query of an address: with the sign beside them, and, if they are long, alone. */
function secretsOfAddress(text: string): string[] {
  // Also of what is no address: a message about it shows it.
  const written = [/^(?:[\w+.-]+:)?\/*(.+@)/.exec(text)?.[1], /\?[^#]+/.exec(text)?.[0]];
  const parsed = URL.canParse(text) ? partsOf(new URL(text)) : [];
  return [...written, ...parsed].flatMap((secret) => secret || []);
}

function partsOf({ username, password, search, searchParams }: URL): string[] {
  const user = username || password ? [`${username}${password ? `:${password}` : ''}@`] : [];
  return [...user, search, ...[password, decoded(password), ...searchParams.values()].filter(isLong)];
}

function isLong(text: string): boolean {
  return text.length >= shortestWord;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
