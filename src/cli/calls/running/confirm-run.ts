import type { Context } from '../../context.ts';
import { countOfCalls, namesOfCalls } from '../scheduled/name-calls.ts';

/** Asks a person who runs `process-due` by hand before phones ring. @throws Problem `not_confirmed` */
export async function confirmRun(
  { terminal, store: open, clock }: Context,
  { limit = Number.POSITIVE_INFINITY }: { limit?: number | undefined },
): Promise<void> {
  if (!terminal.canPrompt) return;
  const [store, now] = [await open(), clock().now()];
  const due = Math.min(await store.countDue(now), limit);
  if (due === 0 || (await store.standingHalt())) return;
  const who = namesOfCalls(await store.listDue(now, Math.min(due, 3)), due);
  const [are, them] = due === 1 ? ['is', 'it'] : ['are', 'them'];
  const question = `${countOfCalls(due)} ${are} due: ${who}. Place ${them} now?`;
  await terminal.confirm(question, { default: true, unattended: 'proceed' });
}
