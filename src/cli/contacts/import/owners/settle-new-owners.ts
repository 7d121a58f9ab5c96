import type { DuplicatePolicy } from '../../../../domain/contacts/merging/merge.ts';
import { type NewOwnerPolicy, newOwnerPolicies } from '../../../../domain/contacts/merging/new-owner.ts';
import type { Column } from '../../../../domain/lists/contact-columns.ts';
import { findNewOwners, mayHaveNewOwners } from '../../../../operations/import/find-new-owners.ts';
import type { ListFile } from '../../../../operations/ports/list-file.ts';
import type { Context } from '../../../context.ts';
import { openProgress } from '../../../terminal/progress.ts';
import { paint, styled } from '../../../terminal/styled-text.ts';

/** A list whose columns are settled. */
interface SettledList {
  list: ListFile;
  columns: Column[];
  country: string;
  onDuplicate: DuplicatePolicy;
  /** From `--on-new-owner`. */
  onNewOwner: NewOwnerPolicy | undefined;
  /** Ends the search and the question when it aborts. */
  signal: AbortSignal;
}

/**
 * Returns what to do with rows that give numbers of contacts to others: as `--on-new-owner` says. On a terminal, asks if the list
 * has such rows. Otherwise they are rejected.
 *
 * @returns undefined if the search or the question was interrupted
 */
export async function settleNewOwners(
  context: Context,
  { list, columns, country, onDuplicate, onNewOwner, signal }: SettledList,
): Promise<NewOwnerPolicy | undefined> {
  const { terminal } = context;
  if (onNewOwner) return onNewOwner;
  if (!terminal.canPrompt) return 'reject';
  const store = await context.store();
  if (!(await mayHaveNewOwners(store, columns, { onDuplicate }))) return 'reject';
  const progress = openProgress(terminal);
  const onProgress = (rows: number, share: number) => progress.at('Checking owners', rows, share);
  const found = await findNewOwners(store, list, { columns, country, signal, onProgress }).finally(
    progress.end,
  );
  if (signal.aborted) return undefined;
  if (found.count === 0) return 'reject';
  for (const { line, phoneNumber, name, owner } of found.first)
    terminal.note(
      styled`${paint.yellow('!')} ${`Line ${line}: ${phoneNumber} is ${name}'s, and your contact is ${owner}.`}`,
    );
  const more = found.count - found.first.length;
  if (more > 0) terminal.note(`and ${more} more`);
  return ask(context, found.count, signal);
}

const choices: { name: string; value: NewOwnerPolicy }[] = [
  { name: 'Reject these rows, to check them', value: 'reject' },
  { name: 'Keep the contacts as they are', value: 'keep' },
  {
    name: 'Replace the contacts with the new people; cancels calls scheduled to the old ones',
    value: 'replace',
  },
];

async function ask(
  { terminal }: Context,
  count: number,
  signal: AbortSignal,
): Promise<NewOwnerPolicy | undefined> {
  const question =
    count === 1
      ? 'This number belongs to someone else now. What should happen?'
      : `These ${count} numbers belong to others now. What should happen?`;
  const answer = await terminal.choose(question, choices, signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  return newOwnerPolicies.find((policy) => policy === answer);
}
