import { Problem } from '../../domain/problem.ts';
import type { CampaignWithProgress } from '../../operations/ports/campaigns/campaign-store.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import type { Context } from '../context.ts';
import type { PickRow } from '../terminal/questions/pick-list.ts';
import { canAsk, missingArgument } from './can-ask.ts';

/** The newest campaigns are searched by name. */
const mostSearched = 1000;

/** Returns the word for a campaign as it was given; if it is missing and the operator can be asked, the id of the one they choose. @throws Problem `missing_argument` */
export async function settleCampaign(context: Context, word: string | undefined): Promise<string> {
  if (word !== undefined) return word;
  if (!canAsk(context)) throw missingArgument('campaign');
  const store = await context.store();
  const { rows: newest } = await store.pageOfCampaigns({ limit: mostSearched });
  if (newest.length === 0)
    throw new Problem('not_found', { code: 'no_campaigns', message: 'There are no campaigns yet.' });
  return context.terminal.pick('Which campaign?', {
    read: async (search, page) => {
      const words = search.toLowerCase().split(/\s+/);
      const matching = newest.filter(({ name }) => words.every((text) => name.toLowerCase().includes(text)));
      const found = pageOfRows(matching, page, () => undefined);
      return { ...found, rows: found.rows.map(campaignRow) };
    },
  });
}

function campaignRow({ id, name, progress }: CampaignWithProgress): PickRow {
  const toCome = progress.pending === 1 ? '1 call to come' : `${progress.pending} calls to come`;
  return { value: String(id), cells: [name, toCome, `campaign ${id}`] };
}
