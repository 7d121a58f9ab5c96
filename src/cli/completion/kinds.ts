import type { CompletedKind } from '../../operations/ports/completion/completions.ts';

/** What can be completed without a database. */
export const withoutDatabase = ['profile', 'setting', 'zone'] as const;

/** Names of fields: those of the program, and custom fields from the database, if there is one. */
export const namesOfFields = ['fields', 'contact-order'] as const;

/** What an option or an argument takes, as far as data can complete it. */
export type CompletionKind =
  | CompletedKind
  | (typeof withoutDatabase)[number]
  | (typeof namesOfFields)[number];

/** What options take. One that means something else in a certain command is named with it. */
const options: Readonly<Record<string, CompletionKind>> = {
  '--profile': 'profile',
  '--tag': 'tag',
  '--where': 'field',
  '--set': 'field',
  '--agent': 'agent',
  '--from': 'number',
  '--campaign': 'campaign',
  '--contact': 'contact',
  '--timezone': 'zone',
  '--call-times': 'call-times',
  '--scheduled': 'scheduled',
  '--fields': 'fields',
  'contacts list --sort': 'contact-order',
};

/** What the arguments of commands take, in their order; the last one counts for all that follow if it can be repeated. */
const commandArguments: Readonly<Record<string, readonly (CompletionKind | undefined)[]>> = {
  call: ['contact'],
  why: ['contact'],
  schedule: ['contact-id'],
  'contacts show': ['contact'],
  'contacts edit': ['contact'],
  'contacts remove': ['contact'],
  'contacts purge': ['contact'],
  'contacts tag': ['tag', 'contact-id'],
  'contacts untag': ['tag', 'contact-id'],
  'scheduled show': ['scheduled'],
  'scheduled cancel': ['scheduled-pending'],
  'scheduled retry': ['scheduled-failed'],
  'scheduled restore': ['scheduled-cancelled'],
  'scheduled resolve': ['scheduled-unconfirmed'],
  'calls show': ['call'],
  'calls resolve': ['call-unconfirmed'],
  'calls callbacks done': ['callback'],
  'campaigns show': ['campaign'],
  'campaigns pause': ['campaign'],
  'campaigns resume': ['campaign'],
  'campaigns cancel': ['campaign'],
  'campaigns edit': ['campaign'],
  'campaigns rename': ['campaign'],
  'call-times set': ['call-times'],
  'call-times remove': ['call-times'],
  'accounts merge': ['account'],
  'tokens revoke': ['token'],
  'profiles use': ['profile'],
  'profiles remove': ['profile'],
  'profiles path': ['profile'],
  'config get': ['setting'],
  'config set': ['setting'],
  'config unset': ['setting'],
};

/** Returns what an option of a command takes, by its long flag. @param path such as `contacts list`; empty for the program */
export function kindOfOption(path: string, flag: string | undefined): CompletionKind | undefined {
  return flag === undefined ? undefined : (options[`${path} ${flag}`] ?? options[flag]);
}

/** Returns what an argument of a command takes. @param path such as `contacts show` */
export function kindOfArgument(path: string, index: number): CompletionKind | undefined {
  return commandArguments[path]?.[index];
}
