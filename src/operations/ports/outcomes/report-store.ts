import type { Campaign } from '../../../domain/campaigns/campaign.ts';
import type { AskedCallback } from '../../../domain/reports/callbacks.ts';
import type { Grouping } from '../../../domain/reports/groupings.ts';
import type { ReportedCall } from '../../../domain/reports/reported-call.ts';

/** The calls of a report. */
export interface ReportSelection {
  campaignId: number | undefined;
  /** When they were requested: then or later, and before; undefined for ever. */
  since: Date | undefined;
  until: Date | undefined;
}

/** What reports are made from. */
export interface ReportStore {
  /**
   * Calls `add` for each attempt, person by person, each person's in order of time. There may be millions.
   *
   * @param by what `labels` are needed for
   */
  eachReportedCall(
    selection: ReportSelection,
    by: Grouping,
    add: (call: ReportedCall) => void,
  ): Promise<void>;
  /** Returns the campaign with this id or name, without how far it has come, which takes long to count. */
  reportedCampaign(
    which: { id: number } | { name: string },
  ): Promise<Pick<Campaign, 'id' | 'name'> | undefined>;
  /** Returns the callbacks that were asked for in these calls. */
  callbacksAskedFor(selection: ReportSelection): Promise<AskedCallback[]>;
}
