import { countCallbacks } from '../../domain/reports/callbacks.ts';
import type { Grouping } from '../../domain/reports/groupings.ts';
import { type Report, ReportTally } from '../../domain/reports/report.ts';
import {
  campaignNotFound,
  type NamedCampaign,
  type NamingCampaigns,
  whichCampaign,
} from '../campaigns/find-campaign.ts';
import type { ReportStore } from '../ports/outcomes/report-store.ts';

/** What a report is to be about. */
export interface ReportRequest {
  /** The id or name of a campaign; undefined for all calls. */
  campaign: string | undefined;
  since: Date | undefined;
  until: Date | undefined;
  by: Grouping;
}

export interface Reporting {
  store: ReportStore & NamingCampaigns;
  now: Date;
  /** The operator's zone, for days. */
  timezone: string;
  /** How late a callback may be placed, ms. */
  tolerance: number;
}

/** A report, and what it is about. */
export interface MadeReport extends Report {
  /** null if it is about all calls. */
  campaign: NamedCampaign | null;
  since: Date | null;
  until: Date | null;
  madeAt: Date;
}

/** Makes a report. @throws Problem `campaign_not_found` */
export async function makeReport(request: ReportRequest, reporting: Reporting): Promise<MadeReport> {
  const { store, now, timezone, tolerance } = reporting;
  const { campaign: which, since, until, by } = request;
  const campaign = which === undefined ? null : await reportedCampaign(store, which);
  const selection = { campaignId: campaign?.id, since, until };
  const tally = new ReportTally(by, timezone);
  await store.eachReportedCall(selection, by, (call) => tally.add(call));
  const callbacks = countCallbacks(await store.callbacksAskedFor(selection), { now, tolerance });
  return {
    ...tally.report(callbacks),
    campaign,
    since: since ?? null,
    until: until ?? null,
    madeAt: now,
  };
}

async function reportedCampaign(store: ReportStore & NamingCampaigns, text: string): Promise<NamedCampaign> {
  const found = await store.reportedCampaign(whichCampaign(text));
  if (!found) throw await campaignNotFound(store, text);
  return { id: found.id, name: found.name };
}
