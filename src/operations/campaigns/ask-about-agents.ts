import { Problem } from '../../domain/problem.ts';
import type { Calling } from '../calling/calling.ts';

/** How long what Retell has said of an agent is believed, ms. */
const believedFor = 60_000;

/**
 * Asks Retell for how long the agents of campaigns with a cost cap may talk, before what their calls may cost is reserved. If it cannot
 * be asked, what it said last counts; before it has said anything, the longest call that it allows to any agent.
 */
export async function askAboutAgents({
  store,
  telephony,
  clock,
}: Pick<Calling, 'store' | 'telephony' | 'clock'>): Promise<void> {
  const ids = await store.agentsToAskAbout(new Date(clock.now().getTime() - believedFor));
  if (ids.length === 0) return;
  const retell = await telephony();
  try {
    for (const id of ids) await store.recordMaxDuration(id, await retell.maxDuration(id), clock.now());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
