import { haltCalling, resumeCalling } from '../../../operations/calling/halts/halt-calling.ts';
import { pauseCampaign, resumeCampaign } from '../../../operations/campaigns/change-campaign.ts';
import type { CampaignWithProgress } from '../../../operations/ports/campaigns/campaign-store.ts';
import type { Context } from '../../context.ts';

/** Pauses a campaign, or goes on with one that is paused. @returns what has happened */
export async function pauseOrResume(
  { store: open, clock, settings }: Context,
  { id, name, pause }: CampaignWithProgress,
): Promise<string> {
  const store = await open();
  if (!pause) {
    await pauseCampaign(store, String(id), null, clock());
    return `The campaign ${name} is paused.`;
  }
  const { overdue } = await resumeCampaign(store, String(id), { spacing: settings.interval, clock: clock() });
  return `The campaign ${name} goes on${laidOut(overdue)}.`;
}

/** Halts calling, or goes on with it. @returns what has happened */
export async function haltOrResume(
  { store: open, clock, settings }: Context,
  what: 'halt' | 'resume',
): Promise<string> {
  const store = await open();
  if (what === 'halt') {
    await haltCalling(store, null, clock());
    return 'Calling is halted: no run places a call.';
  }
  const resumed = await resumeCalling(store, { spacing: settings.interval, clock: clock() });
  return `Calling goes on${laidOut(resumed?.overdue ?? 0)}.`;
}

function laidOut(overdue: number): string {
  if (overdue === 0) return '';
  const calls = overdue === 1 ? '1 overdue call is' : `${overdue} overdue calls are`;
  return `: ${calls} placed from now on, as far apart as planned`;
}
