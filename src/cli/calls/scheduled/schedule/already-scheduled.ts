import type { IfScheduled } from '../../../../domain/calls/scheduling/already-awaited.ts';
import {
  type AlreadyScheduled,
  alreadyScheduledView,
} from '../../../../operations/scheduling/already-scheduled.ts';
import type { Context } from '../../../context.ts';
import { paint } from '../../../terminal/styled-text.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import { summarizeNames } from './plan.ts';

const choices: readonly { value: IfScheduled; name: string }[] = [
  { value: 'skip', name: 'Leave them out' },
  { value: 'again', name: 'Call them once more' },
  { value: 'error', name: 'Stop, and schedule nobody' },
];

/** Asks what to do with contacts who already wait for a call; without a terminal, or without such contacts, it is `error`. */
export async function askIfScheduled(
  { terminal }: Context,
  already: readonly AlreadyScheduled[],
): Promise<IfScheduled> {
  if (already.length === 0 || !terminal.canPrompt) return 'error';
  const wait = already.length === 1 ? 'already waits for a call' : 'already wait for calls';
  const question = `${namesOf(already)} ${wait} within a day. What now?`;
  const chosen = await terminal.choose(question, [...choices]);
  return choices.find(({ value }) => value === chosen)?.value ?? 'error';
}

/** Says who is skipped, or called again. */
export function noteAlreadyScheduled(
  terminal: Terminal,
  already: readonly AlreadyScheduled[],
  ifScheduled: IfScheduled,
): void {
  if (already.length === 0) return;
  const what = ifScheduled === 'skip' ? 'skipped' : 'and would be called again';
  terminal.note(paint.yellow(`Already scheduled, ${what}: ${namesOf(already)}.`));
}

/** Returns those whom the store is no longer asked about, because they were skipped before the plan was shown. */
export function skippedBefore(
  already: readonly AlreadyScheduled[],
  ifScheduled: IfScheduled,
): readonly AlreadyScheduled[] {
  return ifScheduled === 'skip' ? already : [];
}

/** Returns who was skipped or called again, for the JSON of the result. */
export function alreadyView(
  already: readonly AlreadyScheduled[],
  ifScheduled: IfScheduled,
): Record<string, unknown> {
  if (already.length === 0) return {};
  return { [ifScheduled === 'skip' ? 'skipped' : 'alreadyScheduled']: already.map(alreadyScheduledView) };
}

function namesOf(already: readonly AlreadyScheduled[]): string {
  return summarizeNames(already.map(({ contact }) => contact));
}
