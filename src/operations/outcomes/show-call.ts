import { z } from 'zod';
import type { Call } from '../../domain/calls/call.ts';
import type { Turn } from '../../domain/calls/outcomes/report.ts';
import { campaignOf, type NamedCampaign } from '../campaigns/find-campaign.ts';
import type { CallLedger, WithContact } from '../ports/call-ledger.ts';
import type { CampaignStore } from '../ports/campaigns/campaign-store.ts';
import type { OutcomeStore } from '../ports/outcomes/outcome-store.ts';
import type { RecordingStore } from '../ports/outcomes/recording-store.ts';
import { noSuchCall } from '../scheduling/call-problems.ts';

/** A call with what lists of calls do not read. */
export type CallDetails = WithContact<Call> & {
  /** Null if it belongs to none. */
  campaign: NamedCampaign | null;
  /** What each product cost, US cents; empty if Retell has not said. */
  costs: { product: string; costCents: number }[];
  /** The name of the file with its recording; null if none is kept. */
  recordingFile: string | null;
  /** What was said; null if that is not known. */
  transcript: Turn[] | null;
};

/** The fields that are read of Retell's answer (`V2CallBase.call_cost`). An item that cannot be read is left out. */
const answerWithCosts = z.looseObject({
  call_cost: z.looseObject({ product_costs: z.array(z.unknown()) }),
});
const productCost = z.looseObject({ product: z.string(), cost: z.number() });

/** Returns a call with all that is known of it. @throws Problem `call_not_found`, `call_unreadable` */
export async function showCall(
  store: Pick<CallLedger, 'call'> &
    Pick<CampaignStore, 'campaignNames'> &
    Pick<OutcomeStore, 'transcript' | 'reportedAnswer'> &
    Pick<RecordingStore, 'recordingOf'>,
  id: number,
): Promise<CallDetails> {
  const call = await store.call(id);
  if (!call) throw noSuchCall(id);
  return {
    ...call,
    campaign: await campaignOf(store, call.campaignId),
    recordingFile: (await store.recordingOf(id)) ?? null,
    costs: costsIn(await store.reportedAnswer(id)),
    transcript: (await store.transcript(id)) ?? null,
  };
}

function costsIn(answer: unknown): CallDetails['costs'] {
  const items = answerWithCosts.safeParse(answer).data?.call_cost.product_costs ?? [];
  return items.flatMap((item) => {
    const cost = productCost.safeParse(item).data;
    return cost ? [{ product: cost.product, costCents: cost.cost }] : [];
  });
}
