import { basename } from 'node:path';
import { Problem } from '../../domain/problem.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** Parses the name of a shell. @throws Problem `invalid_argument` */
export function shellArgument(text: string): Shell {
  const shell = shells.find((known) => known === text);
  if (shell) return shell;
  throw new Problem('usage', {
    code: 'invalid_argument',
    message: `"${text}" is not supported.`,
    hint: 'Choose bash, zsh or fish.',
  });
}

/** Returns the user's shell. @throws Problem `unknown_shell` if it is none of the three, or not known */
export function shellOf(environment: Readonly<Record<string, string | undefined>>): Shell {
  const path = environment['SHELL'] ?? '';
  const shell = shells.find((known) => known === basename(path));
  if (shell) return shell;
  throw new Problem('usage', {
    code: 'unknown_shell',
    message:
      path === '' ? 'Your shell is not known: SHELL is not set.' : `Your shell, ${path}, is not supported.`,
    hint: 'Name one: voicebot completion install bash (or zsh, or fish).',
  });
}
