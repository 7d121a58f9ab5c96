import { Problem } from '../../../domain/problem.ts';
import { relativeTo } from '../../../domain/time/time-display.ts';
import type { CampaignWithProgress } from '../../../operations/ports/campaigns/campaign-store.ts';
import type { Lines } from '../../../operations/ports/telephony.ts';
import { readStatus } from '../../../operations/status/read-status.ts';
import { statusView } from '../../../views/reports/status.ts';
import type { Context } from '../../context.ts';
import { paint } from '../../terminal/styled-text.ts';
import { layOut } from './layout.ts';
import { nothingYet } from './live-state.ts';
import { pageOf } from './page.ts';

/** The most rows of each kind, so that all of it fits on a screen; and the width without one. */
const mostRows = 8;
const plainWidth = 100;

/** `status`: shows once what the live view of `watch` shows. */
export async function showStatus(context: Context): Promise<void> {
  const { settings, clock, output, terminal } = context;
  const store = await context.store();
  const { assumedTimezone, timezone, locale } = settings;
  const status = await readStatus(store, { clock: clock(), assumedTimezone, rows: mostRows });
  const found = await Promise.all(status.campaigns.map(({ id }) => store.campaign({ id })));
  const campaigns = found.flatMap((campaign): CampaignWithProgress[] => (campaign ? [campaign] : []));
  const lines = await linesOf(context);
  if (output.format.json) {
    output.result(statusView(status, campaigns, lines ?? null), () => []);
    return;
  }
  const heading = {
    title: 'voicebot status',
    profile: settings.profile,
    details: [settings.database],
    reader: { zone: timezone, locale },
    advice: output.show.advice,
  };
  const columns = terminal.width ?? plainWidth;
  const { head, sections } = pageOf({ ...nothingYet, status, campaigns, lines }, heading, columns);
  const { lastRunAt, at } = status;
  const lastRun = lastRunAt
    ? `The last run with something to do was ${relativeTo(lastRunAt, at)}.`
    : 'No run has come yet.';
  const page = { head, sections, messages: [], foot: paint.dim(lastRun) };
  terminal.out(await layOut(page, { columns, rows: undefined }));
}

/** Asks Retell about lines; undefined if it cannot be asked. */
async function linesOf({ telephony }: Context): Promise<Lines | undefined> {
  try {
    return await (await telephony()).lines();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
