import type { ReportStore } from '../../../operations/ports/outcomes/report-store.ts';
import { campaignOfId, campaignOfName } from '../campaigns/campaign-rows.ts';
import type { Database } from '../connection/database.ts';
import { askedCallback, callbacksOfReport } from './asked-callbacks.ts';
import { labelling } from './labels.ts';
import { queryOf, reportedCall } from './reported-calls.ts';

/** Returns what reports on an open database are made from. */
export function reportStore(database: Database): ReportStore {
  return {
    eachReportedCall: (selection, by, add) =>
      database.readRows((rows) => {
        const { column, labelsOf } = labelling(by, rows);
        for (const row of rows(queryOf(selection, column))) add(reportedCall(row, labelsOf));
      }),
    callbacksAskedFor: (selection) =>
      database.readRows((rows) => [...rows(callbacksOfReport(selection))].map(askedCallback)),
    reportedCampaign: (which) =>
      database.read(
        (db) => ('id' in which ? campaignOfId(db, which.id) : campaignOfName(db, which.name)) ?? undefined,
      ),
  };
}
